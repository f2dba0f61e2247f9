using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Boards;

/// <summary>Makes a board with its owner and columns.</summary>
/// <param name="BoardId">Id of the new board.</param>
/// <param name="Info">Name and settings.</param>
/// <param name="ColumnNames">Names of the first columns, in order.</param>
public sealed record CreateBoard(string BoardId, BoardInfo Info, IReadOnlyList<string> ColumnNames) : Command
{
    /// <summary>
    /// Number of boards that the person owns, 0 and more. It is read before the command, so concurrent requests may exceed the limit by
    /// their number.
    /// </summary>
    public int BoardsOfPerson { get; init; }

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (state.Board is not null)
        {
            return new Unchanged(1);
        }

        if (BoardsOfPerson >= Limits.BoardsPerPerson)
        {
            return Rejection.TooMany("boards of a person", Limits.BoardsPerPerson);
        }

        var columns = new List<Change<Column>>();
        string? rank = null;
        foreach (var name in ColumnNames)
        {
            rank = Rank.Between(rank, null, context.Jitter());
            var id = Ids.Short(columns.Count + 2);
            // Work ends in the last of several columns, until an editor says otherwise.
            var isLast = columns.Count > 0 && columns.Count == ColumnNames.Count - 1;
            columns.Add(new Change<Column>(id, null, new Column(id, name, rank, context.Seq) { Done = isLast }));
        }

        var owner = new Member(Ids.Short(1), context.Actor!.Sub, context.Actor.Name, Role.Owner, context.Seq);
        return (context.Event(EventKind.BoardCreated) with
        {
            By = owner.Id,
            Board = new Change<BoardInfo>(BoardId, null, Info),
            Members = [new Change<Member>(owner.Id, null, owner)],
            Columns = columns is [] ? null : columns,
        });
    }

    /// <inheritdoc/>
    protected override Rejection? RejectionFor(State state, CommandContext context) => null;
}

/// <summary>Renames a board, changes its settings, archives or restores it.</summary>
/// <param name="Name">New name; null leaves it.</param>
/// <param name="Description">New description, empty for none; null leaves it.</param>
/// <param name="Colour">New colour, empty for none; null leaves it.</param>
/// <param name="Archived">Whether it is archived; null leaves it.</param>
public sealed record ChangeBoard(string? Name, string? Description, string? Colour, bool? Archived) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Owner;

    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => Archived is false;

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        var before = state.Board!.Info;
        var after = before with
        {
            Name = Name ?? before.Name,
            Description = (Description ?? before.Description) is { Length: > 0 } description ? description : null,
            Colour = (Colour ?? before.Colour) is { Length: > 0 } colour ? colour : null,
            Archived = Archived ?? before.Archived,
        };
        if (after == before)
        {
            return new Unchanged(state.Board.Seq);
        }

        var kind = (before.Archived, after.Archived) switch
        {
            (false, true) => EventKind.BoardArchived,
            (true, false) => EventKind.BoardRestored,
            _ => EventKind.BoardChanged,
        };
        return context.Event(kind) with { Board = new Change<BoardInfo>(state.Board.Id, before, after) };
    }
}

/// <summary>Permanently deletes a board: it is gone at once, its items are removed in the background.</summary>
public sealed record DeleteBoard : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Owner;

    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context) => context.Event(EventKind.BoardDeleted) with
    {
        Board = new Change<BoardInfo>(state.Board!.Id, state.Board.Info, state.Board.Info with { Deleted = true }),
    };
}

internal static class BoardChecks
{
    internal static Rejection? Check(BoardInfo info) =>
        Limits.CheckLine("name of the board", info.Name)
        ?? (info.Description is null ? null : Limits.CheckLine("description", info.Description, Limits.TitleLength, mayBeEmpty: true))
        ?? Limits.CheckColour(info.Colour);
}

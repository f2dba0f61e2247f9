using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Columns;

/// <summary>Adds a column.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="After">Column that it comes after; null with <paramref name="Before"/> for the start.</param>
/// <param name="Before">Column that it comes before; null for the end.</param>
/// <param name="Colour">Name of a colour of the palette; null for none.</param>
/// <param name="WipLimit">Most open cards; null for no limit.</param>
/// <param name="WipPolicy">What a card too many meets.</param>
public sealed record AddColumn(
    string Name, string? After, string? Before, string? Colour, int? WipLimit, WipPolicy WipPolicy) : Command
{
    /// <summary>Whether its cards are done.</summary>
    public bool Done { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [After, Before] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        var rank = ColumnPlace.Between(state, After, Before, context.Jitter());
        var column = new Column(Ids.Short(state.Board!.NextId), Name, rank, context.Seq)
        {
            Colour = Colour,
            WipLimit = WipLimit,
            WipPolicy = WipPolicy,
            Done = Done,
        };
        return ColumnPlace.Put(state, context.Event(EventKind.ColumnAdded), null, column);
    }
}

/// <summary>Renames a column, changes its colour or WIP limit, or says whether its cards are done.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="Name">New name; null leaves it.</param>
/// <param name="Colour">New colour, empty for none; null leaves it.</param>
/// <param name="WipLimit">New limit, 0 for none; null leaves it.</param>
/// <param name="WipPolicy">New policy; null leaves it.</param>
public sealed record ChangeColumn(string ColumnId, string? Name, string? Colour, int? WipLimit, WipPolicy? WipPolicy) : Command
{
    /// <summary>Whether its cards are done; null leaves it.</summary>
    public bool? Done { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [ColumnId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var before))
        {
            return Rejection.NotFound;
        }

        var after = before with
        {
            Name = Name ?? before.Name,
            Colour = (Colour ?? before.Colour) is { Length: > 0 } colour ? colour : null,
            WipLimit = (WipLimit ?? before.WipLimit) is { } limit and not 0 ? limit : null,
            WipPolicy = WipPolicy ?? before.WipPolicy,
            Done = Done ?? before.Done,
        };
        return after == before ? new Unchanged(before.Version)
            : context.Event(EventKind.ColumnChanged) with
            {
                Columns = [new Change<Column>(ColumnId, before, after with { Version = context.Seq })],
            };
    }
}

/// <summary>Moves a column among the columns.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="After">Column that it comes after; null with <paramref name="Before"/> for the start.</param>
/// <param name="Before">Column that it comes before; null for the end.</param>
public sealed record MoveColumn(string ColumnId, string? After, string? Before) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [ColumnId, After, Before] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var before))
        {
            return Rejection.NotFound;
        }

        var after = before with { Rank = ColumnPlace.Between(state, After, Before, context.Jitter()), Version = context.Seq };
        return ColumnPlace.Put(state, context.Event(EventKind.ColumnMoved), before, after);
    }
}

internal static class ColumnPlace
{
    // Columns are few: where a named neighbour has gone or changed sides, the other one decides, else the end.
    internal static string Between(State state, string? after, string? before, string jitter)
    {
        var low = after is null ? null : state.Columns.GetValueOrDefault(after)?.Rank;
        var high = before is null ? null : state.Columns.GetValueOrDefault(before)?.Rank;
        if (low is null && high is null)
        {
            return Rank.Between(state.Board!.LastColumnRank, null, jitter);
        }

        return low is not null && high is not null && string.CompareOrdinal(low, high) >= 0
            ? Rank.Between(low, null, jitter)
            : Rank.Between(low, high, jitter);
    }

    /// <summary>Completes an event that puts a column somewhere. Where its rank would be too long, all columns get new, short ones.</summary>
    internal static Decision Put(State state, BoardEvent e, Column? before, Column after)
    {
        if (after.Rank.Length < Rank.RebalanceLength)
        {
            return e with { Columns = [new Change<Column>(after.Id, before, after)] };
        }

        if (!state.HasEveryColumn)
        {
            return new ExtendReadSet(ExtendReadSet.EveryColumn);
        }

        string? rank = null;
        var columns = state.Columns.SetItem(after.Id, after).Values.OrderBy(column => column.Rank, StringComparer.Ordinal).ThenBy(column => column.Id, StringComparer.Ordinal);
        return e with
        {
            Columns =
            [
                .. columns.Select(column => new Change<Column>(
                    column.Id,
                    state.Columns.GetValueOrDefault(column.Id),
                    column with { Rank = rank = Rank.Shortest(rank, null), Version = e.Seq })),
            ],
        };
    }
}

internal static class ColumnChecks
{
    /// <summary>Checks a column that may have changed: what people set on it, and what its cards made of it.</summary>
    internal static Rejection? Check(Column column, Column? before) =>
        (before is not null && IsSetAlike(column, before) ? null : CheckSettings(column))
        ?? (before is not null && column.Count > before.Count ? Admit(before, column.Count - before.Count) : null);

    /// <summary>Rejects to put a card into a column that is not there any more.</summary>
    internal static Rejection Gone { get; } = new(RejectionKind.ColumnGone, "The column has been deleted. Choose another one.");

    private static bool IsSetAlike(Column a, Column b) =>
        (a.Name, a.Colour, a.WipLimit, a.WipPolicy, a.Rank) == (b.Name, b.Colour, b.WipLimit, b.WipPolicy, b.Rank);

    private static Rejection? CheckSettings(Column column) =>
        Limits.CheckLine("name of the column", column.Name)
        ?? Limits.CheckColour(column.Colour)
        ?? (column.WipLimit is not (null or (>= 1 and <= Limits.OpenCards))
            ? Rejection.Invalid("A WIP limit is 1 to 5,000; 0 removes it.") with { Limit = Limits.OpenCards }
            : null)
        ?? (column.Rank.Length > Rank.MaxLength ? Rejection.Invalid("There is no room between these columns. Move one of them elsewhere first.") : null)
        ?? (Enum.IsDefined(column.WipPolicy) ? null : Rejection.Invalid("The WIP policy is warn or block."));

    /// <summary>Tells whether a column takes more cards; the Scheduler's own steps and people meet the same rule.</summary>
    internal static Rejection? Admit(Column? column, int cards = 1)
    {
        if (column is null)
        {
            return Rejection.NotFound;
        }

        if (column.Closing is not null)
        {
            return new Rejection(RejectionKind.ColumnClosing, "The column is being deleted.");
        }

        return column.WipPolicy == WipPolicy.Block && column.WipLimit is { } limit && column.Count + cards > limit
            ? new Rejection(RejectionKind.WipLimit, $"The column \"{column.Name}\" takes at most {limit} cards.") { Limit = limit }
            : null;
    }
}

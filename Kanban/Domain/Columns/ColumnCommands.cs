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
    /// <inheritdoc/>
    public override Needs Needs => new() { Columns = [After, Before] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        var rank = ColumnPlace.Between(state, After, Before, moment.Suffix());
        var column = new Column(Ids.Short(state.Board!.NextId), Name, rank, moment.Seq)
        {
            Colour = Colour,
            WipLimit = WipLimit,
            WipPolicy = WipPolicy,
        };
        return ColumnPlace.Put(state, moment.Event(EventKind.ColumnAdded), null, column);
    }
}

/// <summary>Renames a column, or changes its colour or WIP limit.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="Name">New name; null leaves it.</param>
/// <param name="Colour">New colour, empty for none; null leaves it.</param>
/// <param name="WipLimit">New limit, 0 for none; null leaves it.</param>
/// <param name="WipPolicy">New policy; null leaves it.</param>
public sealed record ChangeColumn(string ColumnId, string? Name, string? Colour, int? WipLimit, WipPolicy? WipPolicy) : Command
{
    /// <inheritdoc/>
    public override Needs Needs => new() { Columns = [ColumnId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var before))
        {
            return Refusal.NotFound;
        }

        var after = before with
        {
            Name = Name ?? before.Name,
            Colour = (Colour ?? before.Colour) is { Length: > 0 } colour ? colour : null,
            WipLimit = (WipLimit ?? before.WipLimit) is { } limit and not 0 ? limit : null,
            WipPolicy = WipPolicy ?? before.WipPolicy,
        };
        return after == before ? new Unchanged(before.Version)
            : moment.Event(EventKind.ColumnChanged) with
            {
                Columns = [new Change<Column>(ColumnId, before, after with { Version = moment.Seq })],
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
    public override Needs Needs => new() { Columns = [ColumnId, After, Before] };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var before))
        {
            return Refusal.NotFound;
        }

        var after = before with { Rank = ColumnPlace.Between(state, After, Before, moment.Suffix()), Version = moment.Seq };
        return ColumnPlace.Put(state, moment.Event(EventKind.ColumnMoved), before, after);
    }
}

internal static class ColumnPlace
{
    // Columns are few: where a named neighbour has gone or changed sides, the other one decides, else the end.
    internal static string Between(State state, string? after, string? before, string suffix)
    {
        var low = after is null ? null : state.Columns.GetValueOrDefault(after)?.Rank;
        var high = before is null ? null : state.Columns.GetValueOrDefault(before)?.Rank;
        if (low is null && high is null)
        {
            return Rank.Between(state.Board!.LastColumnRank, null, suffix);
        }

        return low is not null && high is not null && string.CompareOrdinal(low, high) >= 0
            ? Rank.Between(low, null, suffix)
            : Rank.Between(low, high, suffix);
    }

    /// <summary>Completes an event that puts a column somewhere. Where its rank would be too long, all columns get new, short ones.</summary>
    internal static Decision Put(State state, BoardEvent e, Column? before, Column after)
    {
        if (after.Rank.Length < Rank.RekeyLength)
        {
            return e with { Columns = [new Change<Column>(after.Id, before, after)] };
        }

        if (!state.HasEveryColumn)
        {
            return new NeedsMore(NeedsMore.EveryColumn);
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
    internal static Refusal? Check(Column column, Column? before) =>
        (before is not null && IsSetAlike(column, before) ? null : CheckSettings(column))
        ?? (before is not null && column.Count > before.Count ? Admit(before, column.Count - before.Count) : null);

    /// <summary>Refuses to put a card into a column that is not there any more.</summary>
    internal static Refusal Gone { get; } = new(RefusalKind.ColumnGone, "The column has been deleted. Choose another one.");

    private static bool IsSetAlike(Column a, Column b) =>
        (a.Name, a.Colour, a.WipLimit, a.WipPolicy, a.Rank) == (b.Name, b.Colour, b.WipLimit, b.WipPolicy, b.Rank);

    private static Refusal? CheckSettings(Column column) =>
        Limits.CheckLine("name of the column", column.Name)
        ?? Limits.CheckColour(column.Colour)
        ?? (column.WipLimit is not (null or (>= 1 and <= Limits.OpenCards))
            ? Refusal.Invalid("A WIP limit is 1 to 5,000; 0 removes it.") with { Limit = Limits.OpenCards }
            : null)
        ?? (column.Rank.Length > Rank.MaxLength ? Refusal.Invalid("The place between these columns is used up.") : null)
        ?? (Enum.IsDefined(column.WipPolicy) ? null : Refusal.Invalid("The WIP policy is warn or block."));

    /// <summary>Tells whether a column takes more cards; the Scheduler's own steps and people meet the same rule.</summary>
    internal static Refusal? Admit(Column? column, int cards = 1)
    {
        if (column is null)
        {
            return Refusal.NotFound;
        }

        if (column.Closing is not null)
        {
            return new Refusal(RefusalKind.ColumnClosing, "The column is being deleted.");
        }

        return column.WipPolicy == WipPolicy.Block && column.WipLimit is { } limit && column.Count + cards > limit
            ? new Refusal(RefusalKind.WipLimit, $"The column \"{column.Name}\" takes at most {limit} cards.") { Limit = limit }
            : null;
    }
}

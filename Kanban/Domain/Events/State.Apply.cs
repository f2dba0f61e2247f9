using System.Collections.Immutable;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Events;

public sealed partial record State
{
    /// <summary>Gives the state after an event. Pure.</summary>
    /// <param name="e">The event that follows the last one applied.</param>
    /// <param name="texts">Texts by hash, which the log does not hold; null when rebuilding from the log.</param>
    /// <returns>The next state.</returns>
    /// <exception cref="InvalidOperationException">The event is not the next one, or concerns what was not read.</exception>
    public State Apply(BoardEvent e, IReadOnlyDictionary<string, string>? texts = null)
    {
        if (e.Seq != (Board?.Seq ?? 0) + 1)
        {
            throw new InvalidOperationException($"Event {e.Seq} does not follow {Board?.Seq ?? 0}.");
        }

        var next = BoardPart.All.Aggregate(this, (state, part) => part.Apply(state, e, texts));
        return next with
        {
            Board = NextBoard(e),
            LabelsVersion = e.Labels is null ? LabelsVersion : e.Seq,
            Columns = CountCards(next.Columns, e),
        };
    }

    private Board NextBoard(BoardEvent e)
    {
        var board = Board ?? new Board(e.Board!.Id, e.Board.After!, 0, e.At, e.At, new BoardCounts());
        var newColumns = (e.Columns ?? []).Where(c => c.Before is null).ToList();
        var newIds = newColumns.Select(c => c.Id)
            .Concat((e.Labels ?? []).Where(c => c.Before is null).Select(c => c.Id))
            .Concat((e.Members ?? []).Where(c => c.Before is null).Select(c => c.Id));

        return board with
        {
            Info = e.Board?.After ?? board.Info,
            Seq = e.Seq,
            ChangedAt = e.At,
            Counts = Count(board.Counts, e),
            NextId = newIds.Select(Ids.Number).Append(board.NextId - 1).Max() + 1,
            LastColumnRank = (e.Columns ?? []).Select(c => c.After?.Rank).Append(board.LastColumnRank)
                .Max(StringComparer.Ordinal),
            LastCardNumber = CardNumbers.Last(board, e),
            Channel = e.Channel ?? board.Channel,
        };
    }

    private static BoardCounts Count(BoardCounts counts, BoardEvent e) => counts with
    {
        Columns = counts.Columns + Added(e.Columns, static _ => true),
        Cards = counts.Cards + Added(e.Cards, static card => !card.Archived),
        ArchivedCards = counts.ArchivedCards + Added(e.Cards, static card => card.Archived),
        Members = counts.Members + Added(e.Members, static _ => true),
        Owners = counts.Owners + Added(e.Members, static member => member.Role == Role.Owner),
        Rules = counts.Rules + Added(e.Rules, static _ => true),
        Labels = counts.Labels + Added(e.Labels, static _ => true),
    };

    private static int Added<T>(IReadOnlyList<Change<T>>? changes, Func<T, bool> counts)
        where T : class =>
        changes?.Sum(c => (c.After is { } a && counts(a) ? 1 : 0) - (c.Before is { } b && counts(b) ? 1 : 0)) ?? 0;

    private static ImmutableDictionary<string, Column> CountCards(ImmutableDictionary<string, Column> columns, BoardEvent e)
    {
        foreach (var change in e.Cards ?? [])
        {
            var from = change.Before is { Archived: false } before ? before.ColumnId : null;
            var to = change.After is { Archived: false } after ? after.ColumnId : null;
            if (from is not null && from != to)
            {
                columns = Touch(columns, from, e.Seq, static column => column with { Count = column.Count - 1 });
            }

            if (to is not null && (from != to || change.Before!.Rank != change.After!.Rank))
            {
                columns = Touch(columns, to, e.Seq, column => Enter(column, change.After!.Rank, isNew: from != to));
            }
        }

        return columns;
    }

    private static Column Enter(Column column, string rank, bool isNew) => column with
    {
        Count = column.Count + (isNew ? 1 : 0),
        LastRank = string.CompareOrdinal(rank, column.LastRank) > 0 ? rank : column.LastRank,
        Rebalancing = rank.Length >= Rank.RebalanceLength ? column.Rebalancing ?? RankRebalancing.NotStarted : column.Rebalancing,
    };

    private static ImmutableDictionary<string, Column> Touch(
        ImmutableDictionary<string, Column> columns, string id, long seq, Func<Column, Column> change) =>
        columns.TryGetValue(id, out var column)
            ? change(column) is var changed && changed == column
                ? columns
                : columns.SetItem(id, changed with { Version = seq })
            : throw new InvalidOperationException($"Column {id} was not read.");
}

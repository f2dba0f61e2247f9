using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Columns;

/// <summary>Shortens the ranks of some cards of a column (<see cref="RankRebalancing"/>); the order stays as it is.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="PlannedAt">Event up to which the plan knows the board: a card placed since would end up elsewhere.</param>
/// <param name="CardIds">The cards of the step, in order; none ends the run.</param>
/// <param name="Ranks">Their new ranks.</param>
public sealed record RebalanceColumn(
    string ColumnId, long PlannedAt, IReadOnlyList<string> CardIds, IReadOnlyList<string> Ranks) : Command
{
    /// <inheritdoc/>
    public override bool WorksOnArchivedBoard => true;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Columns = [ColumnId], Cards = CardIds };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.TryGetValue(ColumnId, out var column) || column.Rebalancing is null)
        {
            return Rejection.NotFound;
        }

        var cards = CardIds.Select(state.Cards.GetValueOrDefault).OfType<Card>().Where(card => card.ColumnId == ColumnId).ToList();
        if (state.Board!.Seq != PlannedAt || cards.Count != CardIds.Count)
        {
            return new Unchanged(column.Version);
        }

        var changes = cards.Zip(Ranks, (card, rank) => new Change<Card>(
            card.Id, card, card with { Rank = rank, Version = context.Seq })).ToList();
        var after = column with
        {
            Rebalancing = CardIds is [] ? null : Ranks[0],
            RebalancedAt = context.Seq,
            Version = context.Seq,
        };
        return context.Event(EventKind.ColumnRebalanced) with
        {
            Columns = [new Change<Column>(ColumnId, column, after)],
            Cards = changes is [] ? null : changes,
        };
    }
}

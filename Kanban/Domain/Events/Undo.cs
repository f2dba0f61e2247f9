using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// Takes back an event of one's own, field by field, unless others changed the same fields since. It is an event
/// itself: taking it back again is redo.
/// </summary>
/// <param name="Event">The event, which never changes, so it is read beforehand.</param>
public sealed record Undo(BoardEvent Event) : Command
{
    /// <summary>Takes the role that the event itself took: who is an owner no more neither renames the board nor brings members back by undoing.</summary>
    public override Role Requires => Event is { Board: null, Members: null } ? Role.Editor : Role.Owner;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new()
    {
        Labels = Event.Labels is not null,
        Columns = [.. Event.Columns?.Select(c => c.Id) ?? [], .. Event.Cards?.SelectMany(ColumnsOf) ?? []],
        // Many cards are looked for where the event left them only: a transaction reads 100 items.
        Cards = [.. Event.Cards?.Where(c => !Event.IsBulk || c.After is { Archived: false }).Select(c => c.Id) ?? []],
        Archived = [.. Event.Cards?.Where(c => !Event.IsBulk || c.After is { Archived: true }).Select(c => c.Id) ?? []],
        Subs = [.. Event.Members?.Select(c => (c.Before ?? c.After)!.Sub) ?? []],
        Members = [.. Event.Cards?.SelectMany(c => (c.Before?.Assignees ?? []).Except(c.After?.Assignees ?? [], StringComparer.Ordinal)) ?? []],
        Description = Event.Descriptions?[0].Id,
        Revision = Event.Descriptions?[0].Before?.Version,
        Checklists = [.. Event.Checklists?.Select(c => ((c.Before ?? c.After)!.CardId, c.Id)) ?? []],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context) =>
        RejectionFor(Event, context) is { } rejection ? rejection : new UndoPlanner(state, context, Event).Decide();

    /// <summary>Tells whether an event may be taken back at all, and by whom.</summary>
    internal static Rejection? RejectionFor(BoardEvent e, CommandContext context)
    {
        if (e.By is null || e.By != context.By)
        {
            return new Rejection(RejectionKind.Forbidden, "Only the member who made a change can undo it.");
        }

        return EventKind.Find(e.Kind) is not { IsUndoable: true } ? new Rejection(RejectionKind.NotUndoable, "This kind of change can't be undone.")
            : context.At - e.At > Limits.UndoAge ? new Rejection(RejectionKind.NotUndoable, "A change can be undone for 7 days.")
            : null;
    }

    private static IEnumerable<string?> ColumnsOf(Change<Card> change) => [change.Before?.ColumnId, change.After?.ColumnId];
}

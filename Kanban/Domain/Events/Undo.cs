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
    /// <summary>Takes the role that the event itself took: who is an owner no more does not rename the board by undoing.</summary>
    public override Role Requires => Event.Board is null ? Role.Editor : Role.Owner;

    /// <inheritdoc/>
    public override Needs Needs => new()
    {
        Labels = Event.Labels is not null,
        Columns = [.. Event.Columns?.Select(c => c.Id) ?? [], .. Event.Cards?.SelectMany(ColumnsOf) ?? []],
        // Many cards are looked for where the event left them only: a transaction reads 100 items.
        Cards = [.. Event.Cards?.Where(c => !Event.IsBulk || c.After is { Archived: false }).Select(c => c.Id) ?? []],
        Archived = [.. Event.Cards?.Where(c => !Event.IsBulk || c.After is { Archived: true }).Select(c => c.Id) ?? []],
        Description = Event.Descriptions?[0].Id,
        Revision = Event.Descriptions?[0].Before?.Version,
        Checklists = [.. Event.Checklists?.Select(c => ((c.Before ?? c.After)!.CardId, c.Id)) ?? []],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment) =>
        RefusalFor(Event, moment) is { } refusal ? refusal : new Undoing(state, moment, Event).Decide();

    /// <summary>Tells whether an event may be taken back at all, and by whom.</summary>
    internal static Refusal? RefusalFor(BoardEvent e, Moment moment)
    {
        if (e.By is null || e.By != moment.By)
        {
            return new Refusal(RefusalKind.Forbidden, "Only one's own actions can be undone.");
        }

        return EventKind.Find(e.Kind) is not { IsUndoable: true } || moment.At - e.At > Limits.UndoAge
            ? new Refusal(RefusalKind.NotUndoable, "This cannot be undone, or is more than 7 days old.")
            : null;
    }

    private static IEnumerable<string?> ColumnsOf(Change<Card> change) => [change.Before?.ColumnId, change.After?.ColumnId];
}

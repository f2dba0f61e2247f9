using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Copies a card with its description and checklists (unticked), without comments.</summary>
/// <param name="CardId">The card to copy.</param>
/// <param name="NewId">Id of the copy.</param>
/// <param name="Place">Where the copy goes.</param>
/// <param name="Title">Title of the copy; null for the same.</param>
/// <param name="ChecklistIds">Checklists of the card, as found before.</param>
public sealed record CopyCard(
    string CardId, string NewId, Placement Place, string? Title, IReadOnlyList<string> ChecklistIds) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new()
    {
        Cards = [CardId, Place.After, Place.Before],
        Archived = [CardId],
        Columns = [Place.ColumnId],
        Description = CardId,
        Checklists = [.. ChecklistIds.Select(id => (CardId, id))],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        if (!state.Columns.ContainsKey(Place.ColumnId))
        {
            return Rejection.NotFound;
        }

        if (Place.Find(state, context.Jitter()) is not { } rank)
        {
            return new ExtendReadSet(Place.ColumnId, WithCards: true);
        }

        return Accept(state, context, new Card(NewId, Place.ColumnId, rank, Title ?? card.Title, context.Seq, context.Seq)
        {
            Labels = card.Labels,
            Assignees = card.Assignees,
            Start = card.Start,
            Due = card.Due,
            Priority = card.Priority,
            Estimate = card.Estimate,
            Cover = card.Cover,
            Description = card.Description,
        });
    }

    private Accepted Accept(State state, CommandContext context, Card copy)
    {
        var checklists = ChecklistIds.Select(id => state.Checklists.GetValueOrDefault(id)?.On(state.Board!.Id)).OfType<Checklist>()
            .Select((list, i) => new Checklist(
                NewId,
                Ids.Derive($"{NewId}/{i}", context.At.AddMilliseconds(i)),
                list.Title,
                [.. list.Entries.Select(entry => entry with { Id = Ids.New(context.At), Done = false })],
                context.Seq)
            {
                BoardId = state.Board!.Id,
            })
            .ToList();
        copy = checklists.Aggregate(copy, static (card, list) => ChecklistChecks.Count(card, null, list));

        var text = state.Descriptions.GetValueOrDefault(CardId)?.Text;
        return new Accepted(context.Event(EventKind.CardCopied) with
        {
            Cards = [new Change<Card>(NewId, null, copy)],
            Checklists = checklists is [] ? null : checklists.ConvertAll(list => new Change<Checklist>(list.Id, null, list)),
            Descriptions = text is null ? null
                : [new Change<Description>(NewId, null, new Description(NewId, TextRef.Of(text), context.Seq))],
        })
        {
            Texts = text is null ? null : Texts.Of(text),
        };
    }
}

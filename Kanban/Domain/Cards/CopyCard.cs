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
    public override Needs Needs => new()
    {
        Cards = [CardId, Place.After, Place.Before],
        Archived = [CardId],
        Columns = [Place.ColumnId],
        Description = CardId,
        Checklists = [.. ChecklistIds.Select(id => (CardId, id))],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, Moment moment)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Refusal.NotFound;
        }

        if (!state.Columns.ContainsKey(Place.ColumnId))
        {
            return Refusal.NotFound;
        }

        if (Place.Find(state, moment.Suffix()) is not { } rank)
        {
            return new NeedsMore(Place.ColumnId, WithCards: true);
        }

        return Accept(state, moment, new Card(NewId, Place.ColumnId, rank, Title ?? card.Title, moment.Seq, moment.Seq)
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

    private Accepted Accept(State state, Moment moment, Card copy)
    {
        var checklists = ChecklistIds.Select(id => state.Checklists.GetValueOrDefault(id)?.On(state.Board!.Id)).OfType<Checklist>()
            .Select((list, i) => new Checklist(
                NewId,
                Ids.Derive($"{NewId}/{i}", moment.At.AddMilliseconds(i)),
                list.Title,
                [.. list.Entries.Select(entry => entry with { Id = Ids.New(moment.At), Done = false })],
                moment.Seq)
            {
                BoardId = state.Board!.Id,
            })
            .ToList();
        copy = checklists.Aggregate(copy, static (card, list) => ChecklistChecks.Count(card, null, list));

        var text = state.Descriptions.GetValueOrDefault(CardId)?.Text;
        return new Accepted(moment.Event(EventKind.CardCopied) with
        {
            Cards = [new Change<Card>(NewId, null, copy)],
            Checklists = checklists is [] ? null : checklists.ConvertAll(list => new Change<Checklist>(list.Id, null, list)),
            Descriptions = text is null ? null
                : [new Change<Description>(NewId, null, new Description(NewId, TextRef.Of(text), moment.Seq))],
        })
        {
            Texts = text is null ? null : Texts.Of(text),
        };
    }
}

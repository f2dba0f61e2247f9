using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Changes the description, if it has not changed since it was read. The former one is kept as a revision.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Text">Markdown, up to 64 KB; empty for none.</param>
/// <param name="ReadVersion">Version on which the change was made; 0 where there was none.</param>
public sealed record SetDescription(string CardId, string Text, long ReadVersion) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Description = CardId };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        if (Limits.CheckText("description", Text, Limits.DescriptionBytes) is { } rejection)
        {
            return rejection;
        }

        var before = state.Descriptions.GetValueOrDefault(CardId);
        if ((before?.Version ?? 0) != ReadVersion)
        {
            return new Rejection(RejectionKind.Stale, "Somebody else changed the description since.")
            {
                Current = before?.Text ?? string.Empty,
                CurrentVersion = before?.Version ?? 0,
            };
        }

        return Text == (before?.Text ?? string.Empty)
            ? new Unchanged(card.Version)
            : Change(context.Event(EventKind.DescriptionChanged), card, before, Text);
    }

    /// <summary>Completes an event that gives a card a new description.</summary>
    internal static Accepted Change(BoardEvent e, Card card, Description? before, string text)
    {
        var after = new Description(card.Id, TextRef.Of(text), Description.NextVersion(before, e.Seq))
        {
            Revisions = before is null ? null : [.. (before.Revisions ?? []).TakeLast(Limits.Revisions - 1), before.Version],
        };
        return new Accepted(e with
        {
            Cards = [new Change<Card>(card.Id, card, card with { Description = text.Length, Version = e.Seq })],
            Descriptions = [new Change<Description>(card.Id, before, after)],
        })
        {
            Texts = Texts.Of(text),
        };
    }
}

using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Makes a card.</summary>
/// <param name="CardId">Id of the new card.</param>
/// <param name="Place">Where it goes.</param>
/// <param name="Title">1 to 200 characters.</param>
public sealed record CreateCard(string CardId, Placement Place, string Title) : Command
{
    /// <summary>Ids of labels; null for none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Ids of members; null for none.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Markdown; null or empty for none.</summary>
    public string? Description { get; init; }

    /// <summary>Day that work starts; null for none.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Day that work is due; null for none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Priority; null for none.</summary>
    public CardPriority? Priority { get; init; }

    /// <summary>Effort; null for none.</summary>
    public decimal? Estimate { get; init; }

    /// <summary>Name of a colour; null for none.</summary>
    public string? Cover { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => new()
    {
        Labels = Labels is { Count: > 0 },
        Members = Assignees ?? [],
        Columns = [Place.ColumnId],
        Cards = [Place.After, Place.Before],
    };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Columns.ContainsKey(Place.ColumnId))
        {
            return Rejection.NotFound;
        }

        if (Place.Find(state, context.Jitter()) is not { } rank)
        {
            return new ExtendReadSet(Place.ColumnId, WithCards: true);
        }

        var card = NewCard(rank, context);
        return Check(state, card) ?? Accept(card, context);
    }

    private Card NewCard(string rank, CommandContext context) => new(CardId, Place.ColumnId, rank, Title, context.Seq, context.Seq)
    {
        Labels = CardChecks.Distinct(Labels),
        Assignees = CardChecks.Distinct(Assignees),
        Start = Start,
        Due = Due,
        Priority = Priority,
        Estimate = Estimate,
        Cover = Cover,
        Description = Description?.Length ?? 0,
    };

    private Decision? Check(State state, Card card)
    {
        if (card.Labels?.All(state.Labels.ContainsKey) is false)
        {
            return Rejection.Invalid("The board has no such label.");
        }

        if (card.Assignees?.All(id => MemberChecks.Has(state, id)) is false)
        {
            return Rejection.Invalid("The board has no such member.");
        }

        return Description is null ? null : Limits.CheckText("description", Description, Limits.DescriptionBytes);
    }

    private Accepted Accept(Card card, CommandContext context)
    {
        var e = context.Event(EventKind.CardCreated) with { Cards = [new Change<Card>(CardId, null, card)] };
        if (Description is not { Length: > 0 })
        {
            return new Accepted(e);
        }

        var description = new Description(CardId, TextRef.Of(Description), context.Seq);
        return new Accepted(e with { Descriptions = [new Change<Description>(CardId, null, description)] })
        {
            Texts = Texts.Of(Description),
        };
    }
}

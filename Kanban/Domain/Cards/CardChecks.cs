using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Kanban.Cards;

internal static class CardChecks
{
    private const decimal MaxEstimate = 1_000;
    private static readonly DateOnly FirstDay = new(1970, 1, 1);
    private static readonly DateOnly LastDay = new(2199, 12, 31);

    /// <summary>Gets the rejection of a priority that does not exist.</summary>
    internal static Rejection NoSuchPriority { get; } = Rejection.Invalid("The priority must be low, medium, high or urgent.");

    /// <summary>Checks what a change made of a card; what it left as it was is not looked at.</summary>
    internal static Rejection? Check(Card card, Card? before = null) =>
        (card.Title == before?.Title ? null : Limits.CheckLine("title", card.Title, Limits.TitleLength))
        ?? (card.Cover == before?.Cover ? null : Limits.CheckColour(card.Cover))
        ?? Limits.Check("labels on a card", before?.Labels?.Count ?? 0, card.Labels?.Count ?? 0, Limits.LabelsPerCard)
        ?? Limits.Check("assignees of a card", before?.Assignees?.Count ?? 0, card.Assignees?.Count ?? 0, Limits.AssigneesPerCard)
        ?? Limits.Check("checklists on a card", before?.Checklists ?? 0, card.Checklists, Limits.ChecklistsPerCard)
        ?? Limits.Check("comments on a card", before?.Comments ?? 0, card.Comments, Limits.CommentsPerCard)
        ?? (card.Estimate is < 0 or > MaxEstimate ? Rejection.Invalid("An estimate is 0 to 1,000.") : null)
        ?? (card.Priority is { } priority && !Enum.IsDefined(priority) ? NoSuchPriority : null)
        ?? ((card.Start, card.Due) == (before?.Start, before?.Due) ? null : CheckDays(card))
        ?? (card.Rank.Length > Rank.MaxLength && card.Rank != before?.Rank
            ? Rejection.Invalid("There is no room between these cards until their ranks are rebalanced. Try again in a minute.")
            : null);

    /// <summary>Tells whether one more open card may come into a column.</summary>
    internal static Rejection? Admit(State state, string columnId) =>
        state.Board!.Counts.Cards >= Limits.OpenCards
            ? Rejection.TooMany("open cards on a board", Limits.OpenCards)
            : ColumnChecks.Admit(state.Columns.GetValueOrDefault(columnId));

    /// <summary>Removes doubles; an empty list is no list.</summary>
    internal static IReadOnlyList<string>? Distinct(IReadOnlyList<string>? ids) =>
        ids is null or [] ? null : ids.Distinct(StringComparer.Ordinal).ToList();

    internal static BoardEvent Changed(CommandContext context, EventKind kind, Card before, Card after) => context.Event(kind) with
    {
        Cards = [new Change<Card>(before.Id, before, after with { Version = context.Seq })],
    };

    private static Rejection? CheckDays(Card card) =>
        !IsDay(card.Start) || !IsDay(card.Due) ? Rejection.Invalid("A date must be between 1970-01-01 and 2199-12-31.")
        : card.Start > card.Due ? Rejection.Invalid("A card cannot be due before it starts.")
        : null;

    private static bool IsDay(DateOnly? day) => day is null || (day >= FirstDay && day <= LastDay);
}

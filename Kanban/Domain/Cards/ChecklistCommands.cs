using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Adds a checklist to a card.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">Id of the new checklist.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Entries">Texts of its first entries.</param>
public sealed record AddChecklist(string CardId, string ChecklistId, string Title, IReadOnlyList<string> Entries) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        var entries = Entries.Select(text => new ChecklistEntry(Ids.New(context.At), text)).ToList();
        return ChecklistChecks.Change(
            context, EventKind.ChecklistAdded, card, null, new Checklist(CardId, ChecklistId, Title, entries, context.Seq)
            {
                BoardId = state.Board!.Id,
            });
    }
}

/// <summary>Renames a checklist.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">The checklist.</param>
/// <param name="Title">1 to 200 characters.</param>
public sealed record RenameChecklist(string CardId, string ChecklistId, string Title) : ChecklistCommand(CardId, ChecklistId)
{
    /// <inheritdoc/>
    protected override Decision Decide(State state, CommandContext context, Card card, Checklist before) =>
        ChecklistChecks.Change(context, EventKind.ChecklistRenamed, card, before, before with { Title = Title });
}

/// <summary>Removes a checklist with its entries.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">The checklist.</param>
public sealed record RemoveChecklist(string CardId, string ChecklistId) : ChecklistCommand(CardId, ChecklistId)
{
    /// <inheritdoc/>
    protected override Decision Decide(State state, CommandContext context, Card card, Checklist before) =>
        ChecklistChecks.Change(context, EventKind.ChecklistRemoved, card, before, null);
}

/// <summary>Adds an entry to a checklist.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">The checklist.</param>
/// <param name="EntryId">Id of the new entry.</param>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Assignee">A member; null for none.</param>
/// <param name="After">Entry that it comes after; null or unknown for the end.</param>
public sealed record AddEntry(
    string CardId, string ChecklistId, string EntryId, string Text, string? Assignee, string? After)
    : ChecklistCommand(CardId, ChecklistId)
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => base.ReadSet with { Members = [Assignee] };

    /// <inheritdoc/>
    protected override Decision Decide(State state, CommandContext context, Card card, Checklist before)
    {
        if (Assignee is not null && !MemberChecks.Has(state, Assignee))
        {
            return Rejection.Invalid("The board has no such member.");
        }

        var entries = before.Entries.ToList();
        var index = entries.FindIndex(entry => entry.Id == After);
        entries.Insert(index < 0 ? entries.Count : index + 1, new ChecklistEntry(EntryId, Text, Assignee: Assignee));
        return ChecklistChecks.Change(context, EventKind.EntryAdded, card, before, before with { Entries = entries });
    }
}

/// <summary>Ticks, renames, assigns or moves an entry of a checklist.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">The checklist.</param>
/// <param name="EntryId">The entry.</param>
public sealed record ChangeEntry(string CardId, string ChecklistId, string EntryId) : ChecklistCommand(CardId, ChecklistId)
{
    /// <summary>New text; null leaves it.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it is ticked; null leaves it.</summary>
    public bool? Done { get; init; }

    /// <summary>New assignee, empty for none; null leaves it.</summary>
    public string? Assignee { get; init; }

    /// <summary>New place, from 0; null leaves it.</summary>
    public int? Position { get; init; }

    /// <inheritdoc/>
    public override ReadSet ReadSet => base.ReadSet with { Members = [Assignee is "" ? null : Assignee] };

    /// <inheritdoc/>
    protected override Decision Decide(State state, CommandContext context, Card card, Checklist before)
    {
        var entries = before.Entries.ToList();
        var index = entries.FindIndex(entry => entry.Id == EntryId);
        if (index < 0)
        {
            return Rejection.NotFound;
        }

        if (Assignee is { Length: > 0 } && !MemberChecks.Has(state, Assignee))
        {
            return Rejection.Invalid("The board has no such member.");
        }

        var now = entries[index];
        var changed = now with
        {
            Text = Text ?? now.Text,
            Done = Done ?? now.Done,
            Assignee = (Assignee ?? now.Assignee) is { Length: > 0 } assignee ? assignee : null,
        };
        var position = Math.Clamp(Position ?? index, 0, entries.Count - 1);
        if (changed == now && position == index)
        {
            return new Unchanged(card.Version);
        }

        entries.RemoveAt(index);
        entries.Insert(position, changed);
        return ChecklistChecks.Change(context, EventKind.EntryChanged, card, before, before with { Entries = entries });
    }
}

/// <summary>Removes an entry of a checklist.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">The checklist.</param>
/// <param name="EntryId">The entry.</param>
public sealed record RemoveEntry(string CardId, string ChecklistId, string EntryId) : ChecklistCommand(CardId, ChecklistId)
{
    /// <inheritdoc/>
    protected override Decision Decide(State state, CommandContext context, Card card, Checklist before)
    {
        List<ChecklistEntry> entries = [.. before.Entries.Where(entry => entry.Id != EntryId)];
        return entries.Count == before.Entries.Count
            ? Rejection.NotFound
            : ChecklistChecks.Change(context, EventKind.EntryRemoved, card, before, before with { Entries = entries });
    }
}

/// <summary>Something done to a checklist that is there.</summary>
/// <param name="CardId">The card.</param>
/// <param name="ChecklistId">The checklist.</param>
public abstract record ChecklistCommand(string CardId, string ChecklistId) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Checklists = [(CardId, ChecklistId)] };

    /// <inheritdoc/>
    public sealed override Decision Decide(State state, CommandContext context) =>
        state.Cards.TryGetValue(CardId, out var card) && state.Checklists.TryGetValue(ChecklistId, out var checklist)
            ? Decide(state, context, card, checklist.On(state.Board!.Id))
            : Rejection.NotFound;

    /// <summary>Decides once both are there.</summary>
    /// <param name="state">The state as read.</param>
    /// <param name="context">Everything that is not state.</param>
    /// <param name="card">The card.</param>
    /// <param name="before">The checklist as it is.</param>
    /// <returns>The decision.</returns>
    protected abstract Decision Decide(State state, CommandContext context, Card card, Checklist before);
}

internal static class ChecklistChecks
{
    internal static BoardEvent Change(CommandContext context, EventKind kind, Card card, Checklist? before, Checklist? after)
    {
        var version = Checklist.NextVersion(before, context.Seq);
        return context.Event(kind) with
        {
            Cards = [new Change<Card>(card.Id, card, Count(card, before, after) with { Version = context.Seq })],
            Checklists = [new Change<Checklist>((before ?? after)!.Id, before, after is null ? null : after with { Version = version })],
        };
    }

    /// <summary>Counts a change of a checklist on its card.</summary>
    internal static Card Count(Card card, Checklist? before, Checklist? after) => card with
    {
        Checklists = card.Checklists + (after is null ? 0 : 1) - (before is null ? 0 : 1),
        Entries = card.Entries + (after?.Entries.Count ?? 0) - (before?.Entries.Count ?? 0),
        EntriesDone = card.EntriesDone + (after?.Done ?? 0) - (before?.Done ?? 0),
    };

    /// <summary>Checks what a change made of a checklist.</summary>
    internal static Rejection? Check(Checklist checklist, Checklist? before) =>
        (checklist.Title == before?.Title ? null : Limits.CheckLine("title of the checklist", checklist.Title, Limits.TitleLength))
        ?? Limits.Check("entries in a checklist", before?.Entries.Count ?? 0, checklist.Entries.Count, Limits.EntriesPerChecklist)
        ?? checklist.Entries.Except(before?.Entries ?? [])
            .Select(static entry => Limits.CheckLine("entry", entry.Text, Limits.TitleLength))
            .FirstOrDefault(static wrong => wrong is not null);
}

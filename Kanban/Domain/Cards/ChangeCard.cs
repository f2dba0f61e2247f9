using System.Text.Json.Serialization;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Names a field that <see cref="ChangeCard"/> can empty.</summary>
[JsonConverter(typeof(CamelCaseEnum<CardField>))]
public enum CardField
{
    /// <summary>The day that work starts.</summary>
    Start,

    /// <summary>The due day.</summary>
    Due,

    /// <summary>The priority.</summary>
    Priority,

    /// <summary>The estimate.</summary>
    Estimate,

    /// <summary>The cover colour.</summary>
    Cover,
}

/// <summary>Sets dates, priority, estimate and cover of a card; each is absolute, so different fields never conflict.</summary>
/// <param name="CardId">The card.</param>
public sealed record ChangeCard(string CardId) : Command
{
    /// <summary>New start; null leaves it.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>New due day; null leaves it.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>New priority; null leaves it.</summary>
    public CardPriority? Priority { get; init; }

    /// <summary>New estimate; null leaves it.</summary>
    public decimal? Estimate { get; init; }

    /// <summary>New cover colour; null leaves it.</summary>
    public string? Cover { get; init; }

    /// <summary>Fields to empty.</summary>
    public IReadOnlyList<CardField> Clear { get; init; } = [];

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var before))
        {
            return Rejection.NotFound;
        }

        var after = before with
        {
            Start = Clear.Contains(CardField.Start) ? null : Start ?? before.Start,
            Due = Clear.Contains(CardField.Due) ? null : Due ?? before.Due,
            Priority = Clear.Contains(CardField.Priority) ? null : Priority ?? before.Priority,
            Estimate = Clear.Contains(CardField.Estimate) ? null : Estimate ?? before.Estimate,
            Cover = Clear.Contains(CardField.Cover) ? null : Cover ?? before.Cover,
        };
        return after == before ? new Unchanged(before.Version)
            : CardChecks.Changed(context, EventKind.CardChanged, before, after);
    }
}

/// <summary>Changes the title, if it has not changed since it was read.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="ReadVersion">The <see cref="Card.TitleVersion"/> on which the change was made.</param>
public sealed record SetTitle(string CardId, string Title, long ReadVersion) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var before))
        {
            return Rejection.NotFound;
        }

        if (before.TitleVersion != ReadVersion)
        {
            return new Rejection(RejectionKind.Stale, "Somebody else changed the title since.")
            {
                Current = before.Title,
                CurrentVersion = before.TitleVersion,
            };
        }

        var after = before with { Title = Title, TitleVersion = context.Seq };
        return Title == before.Title ? new Unchanged(before.Version)
            : CardChecks.Changed(context, EventKind.CardRenamed, before, after);
    }
}

/// <summary>Adds a label to a card or removes it; twice is as good as once.</summary>
/// <param name="CardId">The card.</param>
/// <param name="LabelId">The label.</param>
/// <param name="On">Whether the card shall carry it.</param>
public sealed record LabelCard(string CardId, string LabelId, bool On) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Labels = On };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var before) || (On && !state.Labels.ContainsKey(LabelId)))
        {
            return Rejection.NotFound;
        }

        var after = before with { Labels = IdList.With(before.Labels, LabelId, On) };
        return ReferenceEquals(after.Labels, before.Labels) ? new Unchanged(before.Version)
            : CardChecks.Changed(context, On ? EventKind.CardLabelled : EventKind.CardUnlabelled, before, after);
    }
}

/// <summary>Assigns a card to a member or takes it away; twice is as good as once.</summary>
/// <param name="CardId">The card.</param>
/// <param name="MemberId">The member.</param>
/// <param name="On">Whether the member shall have it.</param>
public sealed record AssignCard(string CardId, string MemberId, bool On) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Members = On ? [MemberId] : [] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var before) || (On && !MemberChecks.Has(state, MemberId)))
        {
            return Rejection.NotFound;
        }

        var after = before with { Assignees = IdList.With(before.Assignees, MemberId, On) };
        return ReferenceEquals(after.Assignees, before.Assignees) ? new Unchanged(before.Version)
            : CardChecks.Changed(context, On ? EventKind.CardAssigned : EventKind.CardUnassigned, before, after);
    }
}

internal static class IdList
{
    /// <summary>Adds or removes an id; gives the same list when it is so already.</summary>
    internal static IReadOnlyList<string>? With(IReadOnlyList<string>? ids, string id, bool on)
    {
        if ((ids?.Contains(id, StringComparer.Ordinal) ?? false) == on)
        {
            return ids;
        }

        List<string> changed = on ? [.. ids ?? [], id] : [.. ids!.Where(other => other != id)];
        return changed is [] ? null : changed;
    }
}

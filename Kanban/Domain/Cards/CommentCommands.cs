using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Cards;

/// <summary>Adds a comment to a card.</summary>
/// <param name="CardId">The card.</param>
/// <param name="CommentId">Id of the new comment.</param>
/// <param name="Text">Markdown, up to 16 KB.</param>
/// <param name="Mentions">Ids of members; what is none is left out. Null for none.</param>
public sealed record AddComment(string CardId, string CommentId, string Text, IReadOnlyList<string>? Mentions) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Commenter;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Members = Mentions ?? [] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card))
        {
            return Rejection.NotFound;
        }

        var comment = new Comment(CardId, CommentId, context.By!, context.At, TextRef.Of(Text), context.Seq)
        {
            BoardId = state.Board!.Id,
            BySub = context.Actor!.Sub,
            Mentions = CommentChecks.OfMembers(Mentions, state),
        };
        return CommentChecks.Check(Text, Mentions) is { } rejection ? rejection
            : CommentChecks.Change(context, EventKind.CommentAdded, card with { Comments = card.Comments + 1 }, card, null, comment, Text);
    }
}

/// <summary>Edits a comment of one's own.</summary>
/// <param name="CardId">The card.</param>
/// <param name="CommentId">The comment.</param>
/// <param name="Text">Markdown, up to 16 KB.</param>
/// <param name="Mentions">Ids of members; what is none is left out. Null for none.</param>
public sealed record EditComment(string CardId, string CommentId, string Text, IReadOnlyList<string>? Mentions) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Commenter;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Comments = [(CardId, CommentId)], Members = Mentions ?? [] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card) || !state.Comments.TryGetValue(CommentId, out var before))
        {
            return Rejection.NotFound;
        }

        if (!CommentChecks.IsOwn(before, state, context))
        {
            return new Rejection(RejectionKind.Forbidden, "Only who wrote a comment edits it.");
        }

        var after = before with
        {
            By = context.By!,
            BoardId = state.Board!.Id,
            BySub = context.Actor!.Sub,
            Ref = TextRef.Of(Text),
            EditedAt = context.At,
            Mentions = CommentChecks.OfMembers(Mentions, state),
            Version = context.Seq,
        };
        return CommentChecks.Check(Text, Mentions) is { } rejection ? rejection
            : CommentChecks.Change(context, EventKind.CommentEdited, card, card, before, after, Text);
    }
}

/// <summary>Deletes a comment: who wrote it, or an owner.</summary>
/// <param name="CardId">The card.</param>
/// <param name="CommentId">The comment.</param>
public sealed record DeleteComment(string CardId, string CommentId) : Command
{
    /// <inheritdoc/>
    public override Role Requires => Role.Commenter;

    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Cards = [CardId], Comments = [(CardId, CommentId)] };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Cards.TryGetValue(CardId, out var card) || !state.Comments.TryGetValue(CommentId, out var before))
        {
            return Rejection.NotFound;
        }

        return !CommentChecks.IsOwn(before, state, context) && context.Actor?.Member?.Role != Role.Owner
            ? new Rejection(RejectionKind.Forbidden, "Only who wrote a comment, or an owner, deletes it.")
            : CommentChecks.Change(
                context, EventKind.CommentDeleted, card with { Comments = card.Comments - 1 }, card, before, null, null);
    }
}

internal static class CommentChecks
{
    internal static bool IsOwn(Comment comment, State state, CommandContext context) =>
        comment.BySub is { } sub ? sub == context.Actor?.Sub : comment.By == context.By && comment.IsOf(state.Board!.Id);

    /// <summary>Leaves out ids of people who are not members any more: a comment that waited for the network is not lost because a member has left.</summary>
    internal static IReadOnlyList<string>? OfMembers(IReadOnlyList<string>? mentions, State state) =>
        CardChecks.Distinct(mentions?.Where(id => MemberChecks.Has(state, id)).ToList());

    internal static Rejection? Check(string text, IReadOnlyList<string>? mentions) =>
        (string.IsNullOrWhiteSpace(text) ? Rejection.Invalid("The comment is missing.") : null)
        ?? Limits.CheckText("comment", text, Limits.CommentBytes)
        ?? (mentions?.Count > Limits.Mentions ? Rejection.TooMany("mentions in a comment", Limits.Mentions) : null)
        ?? (mentions?.All(Ids.IsShort) is false ? Rejection.Invalid("Each mention must be the id of a member.") : null);

    internal static Accepted Change(
        CommandContext context, EventKind kind, Card cardAfter, Card cardBefore, Comment? before, Comment? after, string? text) =>
        new(context.Event(kind) with
        {
            Cards = [new Change<Card>(cardBefore.Id, cardBefore, cardAfter with { Version = context.Seq })],
            Comments = [new Change<Comment>((before ?? after)!.Id, before, after)],
        })
        {
            Texts = text is null ? null : Texts.Of(text),
        };
}

using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Api.Cards;

internal static class CommentsApi
{
    private const int PageSize = 50;

    internal static void MapComments(this RouteGroupBuilder card)
    {
        var comments = card.MapGroup("/comments").WithTags("Comments");
        comments.MapGet("/", ListAsync).CheckQueryId("after", Ids.IsGlobal).WithName("ListComments").WithSummary("List comments")
            .Produces<CommentsResponse>();
        comments.MapPost("/", AddAsync).WithName("AddComment").WithSummary("Add a comment").ProducesEvent(201);
        comments.MapPut("/{commentId}", EditAsync).WithName("EditComment").WithSummary("Edit a comment of one's own")
            .ProducesEvent();
        comments.MapDelete("/{commentId}", DeleteAsync).WithName("DeleteComment").WithSummary("Delete a comment")
            .ProducesEvent();
    }

    /// <summary>Reads a page of the comments of a card.</summary>
    internal static async Task<CommentsResponse> PageAsync(
        BoardCall call, Card card, string? after, CancellationToken cancellationToken)
    {
        var comments = card.Comments == 0
            ? []
            : await call.Cards.GetCommentsAsync(card.Id, after, PageSize, cancellationToken);
        // What was written on another board, before the card was moved here, is of who is a member of this one, too.
        var foreign = comments.Where(comment => !comment.IsOf(call.BoardId)).ToList();
        IReadOnlyList<Member> here = foreign is [] ? [] : await call.Boards.GetMembersAsync(call.BoardId, cancellationToken);
        var idsBySub = here.ToDictionary(member => member.Sub, member => member.Id, StringComparer.Ordinal);
        var mentioned = await MentionedAsync(call, foreign, here, cancellationToken);
        var page = comments
            .Select(c => c.IsOf(call.BoardId) ? c : c with
            {
                By = idsBySub.GetValueOrDefault(c.BySub ?? string.Empty, string.Empty),
                Mentions = c.Mentions?.Select(id => mentioned[c.BoardId!].GetValueOrDefault(id)).OfType<string>().ToList() is { Count: > 0 } ids ? ids : null,
            })
            .Select(c => new CommentResponse(c.Id, c.By, c.At, c.Text ?? string.Empty, c.Version, c.EditedAt, c.Mentions));
        return new CommentsResponse([.. page], comments.Count == PageSize ? comments[^1].Id : null);
    }

    // Ids here of members there, by the board that a comment with mentions was written on. A board that is gone has no members.
    private static async Task<Dictionary<string, IReadOnlyDictionary<string, string>>> MentionedAsync(
        BoardCall call, List<Comment> foreign, IReadOnlyList<Member> here, CancellationToken cancellationToken)
    {
        var result = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var boardId in foreign.Where(comment => comment.Mentions is not null).Select(comment => comment.BoardId!).Distinct(StringComparer.Ordinal))
        {
            result[boardId] = Member.SharedIds(await call.Boards.GetMembersAsync(boardId, cancellationToken), here);
        }

        return result;
    }

    private static Task<IResult> ListAsync(BoardCall call, string cardId, string? after) =>
        call.ReadCardAsync(cardId, async (card, cancellationToken) => JsonText.Of(
            await PageAsync(call, card, after, cancellationToken), BoardsJson.Compact.CommentsResponse));

    private static Task<IResult> AddAsync(BoardCall call, string cardId, CommentRequest request) => call.ExecuteAsync(
        new AddComment(cardId, call.NewId(), request.Text ?? string.Empty, request.Mentions),
        done => $"/api/boards/{call.BoardId}/cards/{cardId}/comments/{done.Event!.Comments![0].Id}");

    private static Task<IResult> EditAsync(BoardCall call, string cardId, string commentId, CommentRequest request) =>
        call.ExecuteAsync(new EditComment(cardId, commentId, request.Text ?? string.Empty, request.Mentions));

    private static Task<IResult> DeleteAsync(BoardCall call, string cardId, string commentId) =>
        call.ExecuteAsync(new DeleteComment(cardId, commentId));
}

using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Api.Cards;

/// <summary>
/// Reads a card with its texts, and writes title and description: resources of their own, so that nobody overwrites what they
/// have not seen and yet different fields never conflict.
/// </summary>
internal static class TextsApi
{
    internal const int CommentPageSize = 50;

    internal static void MapTexts(this RouteGroupBuilder card)
    {
        card.MapGet("/", OpenAsync).WithName("OpenCard").WithSummary("Read a card with its texts").Produces<CardResponse>();
        card.MapGet("/title", GetTitleAsync).WithName("GetTitle").WithSummary("Read a title").Produces<TitleResponse>();
        card.MapPut("/title", SetTitleAsync).WithName("SetTitle").WithSummary("Change a title; takes If-Match")
            .Produces<BoardEvent>();
        card.MapGet("/description", GetDescriptionAsync).WithName("GetDescription").WithSummary("Read a description")
            .Produces<DescriptionResponse>();
        card.MapPut("/description", SetDescriptionAsync).WithName("SetDescription")
            .WithSummary("Change a description; takes If-Match").Produces<BoardEvent>();
        card.MapGet("/description/revisions/{version}", GetRevisionAsync).WithName("GetRevision")
            .WithSummary("Read a former description").Produces<RevisionResponse>();
    }

    /// <summary>Answers for a card of the board in the route, open or archived.</summary>
    internal static Task<IResult> ReadCardAsync(
        this BoardCall call, string cardId, Func<Card, CancellationToken, Task<IResult>> read) =>
        call.ReadAsync(async (_, cancellationToken) =>
            await call.Store.GetCardAsync(call.BoardId, cardId, cancellationToken) is { } card
                ? await read(card, cancellationToken)
                : Refusal.NotFound.ToProblem());

    private static Task<IResult> OpenAsync(BoardCall call, string cardId) =>
        call.ReadCardAsync(cardId, async (card, cancellationToken) =>
        {
            var description = card.Description > 0 || card.Version > 0
                ? call.Store.GetDescriptionAsync(cardId, cancellationToken)
                : Task.FromResult<Description?>(null);
            var checklists = card.Checklists > 0 ? await ChecklistsAsync(call, cardId, cancellationToken) : [];
            var comments = await CommentsApi.PageAsync(call, card, null, cancellationToken);
            return JsonText.Of(
                new CardResponse(
                    card, ToResponse(await description), checklists, comments.Comments, comments.More),
                BoardsJson.Compact.CardResponse);
        });

    // An entry may name somebody who has left the board since: nobody has it then.
    private static async Task<IReadOnlyList<Checklist>> ChecklistsAsync(BoardCall call, string cardId, CancellationToken cancellationToken)
    {
        List<Checklist> lists = [.. (await call.Store.GetChecklistsAsync(cardId, cancellationToken)).Select(list => list.On(call.BoardId))];
        if (lists.TrueForAll(static list => list.Entries.All(static entry => entry.Assignee is null)))
        {
            return lists;
        }

        var members = (await call.Store.GetMembersAsync(call.BoardId, cancellationToken)).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        return lists.ConvertAll(list => list with
        {
            Entries = [.. list.Entries.Select(entry => entry.Assignee is { } id && !members.Contains(id) ? entry with { Assignee = null } : entry)],
        });
    }

    private static Task<IResult> GetTitleAsync(BoardCall call, string cardId) => call.ReadCardAsync(cardId, (card, _) =>
        Task.FromResult<IResult>(JsonText.Of(
            new TitleResponse(card.Title, card.TitleVersion), BoardsJson.Compact.TitleResponse, card.TitleVersion)));

    private static Task<IResult> SetTitleAsync(BoardCall call, string cardId, TitleRequest request) => IfMatch(
        call, version => call.ExecuteAsync(new SetTitle(cardId, request.Title ?? string.Empty, version)));

    private static Task<IResult> GetDescriptionAsync(BoardCall call, string cardId) =>
        call.ReadCardAsync(cardId, async (_, cancellationToken) =>
        {
            var response = ToResponse(await call.Store.GetDescriptionAsync(cardId, cancellationToken));
            return JsonText.Of(response, BoardsJson.Compact.DescriptionResponse, response.Version);
        });

    private static Task<IResult> SetDescriptionAsync(BoardCall call, string cardId, DescriptionRequest request) => IfMatch(
        call, version => call.ExecuteAsync(new SetDescription(cardId, request.Text!, version)));

    private static Task<IResult> GetRevisionAsync(BoardCall call, string cardId, long version) =>
        call.ReadCardAsync(cardId, async (_, cancellationToken) =>
            await call.Store.GetRevisionAsync(cardId, version, cancellationToken) is { } revision
                ? JsonText.Of(new RevisionResponse(revision.Text ?? string.Empty, version), BoardsJson.Compact.RevisionResponse)
                : Refusal.NotFound.ToProblem());

    private static DescriptionResponse ToResponse(Description? description) =>
        new(description?.Text ?? string.Empty, description?.Version ?? 0, description?.Revisions);

    private static Task<IResult> IfMatch(BoardCall call, Func<long, Task<IResult>> write)
    {
        var header = call.Context.Request.Headers.IfMatch.ToString();
        return header.Length == 0 ? Task.FromResult<IResult>(ProblemTypes.IfMatchRequired.ToResult())
            : ETags.Parse(header) is { } version ? write(version)
            : Task.FromResult<IResult>(ProblemTypes.BadRequest.ToResult("If-Match takes one tag that this Api gave."));
    }
}

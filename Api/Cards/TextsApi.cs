using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Api.Cards;

/// <summary>
/// Reads and writes title and description: resources of their own, so that nobody overwrites what they have not seen and yet
/// different fields never conflict.
/// </summary>
internal static class TextsApi
{
    internal static void MapTexts(this RouteGroupBuilder card)
    {
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

    internal static DescriptionResponse ToResponse(Description? description) =>
        new(description?.Text ?? string.Empty, description?.Version ?? 0, description?.Revisions);

    private static Task<IResult> IfMatch(BoardCall call, Func<long, Task<IResult>> write)
    {
        var header = call.Context.Request.Headers.IfMatch.ToString();
        return header.Length == 0 ? Task.FromResult<IResult>(ProblemTypes.IfMatchRequired.ToResult())
            : ETags.Parse(header) is { } version ? write(version)
            : Task.FromResult<IResult>(ProblemTypes.BadRequest.ToResult("If-Match takes one tag that this Api gave."));
    }
}

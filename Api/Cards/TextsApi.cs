using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Cards;

/// <summary>
/// Reads and writes title and description: resources of their own, so that no one overwrites what they have not seen and yet
/// different fields never conflict.
/// </summary>
internal static class TextsApi
{
    internal static void MapTexts(this RouteGroupBuilder card)
    {
        card.MapGet("/title", GetTitleAsync).WithName("GetTitle").WithSummary("Read a title").Produces<TitleResponse>()
            .WithETag();
        card.MapPut("/title", SetTitleAsync).WithName("SetTitle").WithSummary("Change a title; takes If-Match")
            .WithIfMatch().ProducesEvent();
        card.MapGet("/description", GetDescriptionAsync).WithName("GetDescription").WithSummary("Read a description")
            .Produces<DescriptionResponse>().WithETag();
        card.MapPut("/description", SetDescriptionAsync).WithName("SetDescription")
            .WithSummary("Change a description; takes If-Match").WithIfMatch().ProducesEvent();
        card.MapGet("/description/revisions/{version}", GetRevisionAsync).WithName("GetRevision")
            .WithSummary("Read a former description").Produces<RevisionResponse>();
    }

    internal static DescriptionResponse ToResponse(Description? description) =>
        new(description?.Text ?? string.Empty, description?.Version ?? 0, description?.Revisions);

    private static Task<IResult> GetTitleAsync(BoardCall call, string cardId) => call.ReadCardAsync(cardId, (card, _) =>
        Task.FromResult<IResult>(JsonText.Of(
            new TitleResponse(card.Title, card.TitleVersion), BoardsJson.Compact.TitleResponse, card.TitleVersion)));

    private static Task<IResult> SetTitleAsync(BoardCall call, string cardId, TitleRequest request) =>
        call.ExecuteAsync(new SetTitle(cardId, request.Title ?? string.Empty, call.IfMatch));

    private static Task<IResult> GetDescriptionAsync(BoardCall call, string cardId) =>
        call.ReadCardAsync(cardId, async (_, cancellationToken) =>
        {
            var response = ToResponse(await call.Cards.GetDescriptionAsync(cardId, cancellationToken));
            return JsonText.Of(response, BoardsJson.Compact.DescriptionResponse, response.Version);
        });

    private static Task<IResult> SetDescriptionAsync(BoardCall call, string cardId, DescriptionRequest request) =>
        call.ExecuteAsync(new SetDescription(cardId, request.Text!, call.IfMatch));

    private static Task<IResult> GetRevisionAsync(BoardCall call, string cardId, long version) =>
        call.ReadCardAsync(cardId, async (_, cancellationToken) =>
            await call.Cards.GetRevisionAsync(cardId, version, cancellationToken) is { } revision
                ? JsonText.Of(new RevisionResponse(revision.Text ?? string.Empty, version), BoardsJson.Compact.RevisionResponse)
                : Rejection.NotFound.ToProblem());
}

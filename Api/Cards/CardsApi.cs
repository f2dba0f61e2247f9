using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Cards;

internal static class CardsApi
{
    private const int ArchivePageSize = 200;

    internal static void MapCards(this RouteGroupBuilder board)
    {
        board.MapGet("/archive", ArchivedAsync).CheckQueryId("after", Ids.IsGlobal)
            .WithTags("Cards").WithName("ListArchivedCards").WithSummary("List archived cards").Produces<ArchiveResponse>();

        var cards = board.MapGroup("/cards").WithTags("Cards");
        cards.MapPost("/", CreateAsync).WithName("CreateCard").WithSummary("Make a card").ProducesEvent(201);

        var card = cards.MapGroup("/{cardId}");
        card.MapPatch("/", ChangeAsync).WithName("ChangeCard").WithSummary("Change a card").ProducesEvent();
        card.MapDelete("/", DeleteAsync).WithName("DeleteCard").WithSummary("Permanently delete a card").ProducesEvent();
        card.MapPost("/move", MoveAsync).WithName("MoveCard").WithSummary("Move a card").ProducesEvent();
        card.MapPost("/transfer", TransferAsync).WithName("TransferCard").WithSummary("Move a card to another board")
            .ProducesEvent();
        card.MapPost("/copy", CopyAsync).WithName("CopyCard").WithSummary("Copy a card").ProducesEvent(201);
        card.MapPost("/archive", ArchiveAsync).WithName("ArchiveCard").WithSummary("Archive a card").ProducesEvent();
        card.MapPost("/restore", RestoreAsync).WithName("RestoreCard").WithSummary("Restore a card").ProducesEvent();
        card.MapPut("/labels/{labelId}", (BoardCall call, string cardId, string labelId) =>
                call.ExecuteAsync(new LabelCard(cardId, labelId, On: true)))
            .WithName("LabelCard").WithSummary("Add a label to a card").ProducesEvent();
        card.MapDelete("/labels/{labelId}", (BoardCall call, string cardId, string labelId) =>
                call.ExecuteAsync(new LabelCard(cardId, labelId, On: false)))
            .WithName("UnlabelCard").WithSummary("Remove a label from a card").ProducesEvent();
        card.MapPut("/assignees/{memberId}", (BoardCall call, string cardId, string memberId) =>
                call.ExecuteAsync(new AssignCard(cardId, memberId, On: true)))
            .WithName("AssignCard").WithSummary("Assign a card to a member").ProducesEvent();
        card.MapDelete("/assignees/{memberId}", (BoardCall call, string cardId, string memberId) =>
                call.ExecuteAsync(new AssignCard(cardId, memberId, On: false)))
            .WithName("UnassignCard").WithSummary("Take a card away from a member").ProducesEvent();
        card.MapGet("/", OpenAsync).WithName("OpenCard").WithSummary("Read a card with its texts").Produces<CardResponse>();
        card.MapTexts();
        card.MapChecklists();
        card.MapComments();
    }

    /// <summary>Answers for a card of the board in the route, open or archived.</summary>
    internal static Task<IResult> ReadCardAsync(
        this BoardCall call, string cardId, Func<Card, CancellationToken, Task<IResult>> read) =>
        call.ReadAsync(async (_, cancellationToken) =>
            await call.Cards.GetCardAsync(call.BoardId, cardId, cancellationToken) is { } card
                ? await read(card, cancellationToken)
                : Rejection.NotFound.ToProblem());

    private static Task<IResult> CreateAsync(BoardCall call, CreateCardRequest request)
    {
        var place = new Placement(request.ColumnId!, request.After, request.Before);
        return call.ExecuteAsync(
            new CreateCard(call.NewId(), place, request.Title ?? string.Empty)
            {
                Labels = request.Labels,
                Assignees = request.Assignees,
                Description = request.Description,
                Start = request.Start,
                Due = request.Due,
                Priority = request.Priority,
                Estimate = request.Estimate,
                Cover = request.Cover,
            },
            done => $"/api/boards/{call.BoardId}/cards/{done.Event!.Cards![0].Id}");
    }

    private static Task<IResult> OpenAsync(BoardCall call, string cardId) =>
        call.ReadCardAsync(cardId, async (card, cancellationToken) =>
        {
            var description = call.Cards.GetDescriptionAsync(cardId, cancellationToken);
            var checklists = card.Checklists > 0 ? await ChecklistsApi.ListAsync(call, cardId, cancellationToken) : [];
            var comments = await CommentsApi.PageAsync(call, card, null, cancellationToken);
            return JsonText.Of(
                new CardResponse(
                    card, TextsApi.ToResponse(await description), checklists, comments.Comments, comments.More),
                BoardsJson.Compact.CardResponse);
        });

    private static Task<IResult> ChangeAsync(BoardCall call, string cardId, ChangeCardRequest request) =>
        call.ExecuteAsync(new ChangeCard(cardId)
        {
            Start = request.Start,
            Due = request.Due,
            Priority = request.Priority,
            Estimate = request.Estimate,
            Cover = request.Cover,
            Clear = request.Clear ?? [],
        });

    private static Task<IResult> DeleteAsync(BoardCall call, string cardId) => call.ExecuteAsync(new DeleteCard(cardId));

    private static Task<IResult> MoveAsync(BoardCall call, string cardId, MoveCardRequest request) =>
        call.ExecuteAsync(new MoveCard(cardId, new Placement(request.ColumnId!, request.After, request.Before))
        {
            From = request.From,
            Lane = request.Lane is { } lane ? new LaneMove(lane.By, lane.From, lane.To) : null,
        });

    private static async Task<IResult> TransferAsync(BoardCall call, string cardId, TransferCardRequest request) =>
        BoardCall.Answer(await call.Transfers.TransferAsync(
            call.BoardId,
            cardId,
            request.BoardId!,
            request.ColumnId!,
            request.CreateLabels is true,
            new Actor(call.User.Id, string.Empty),
            call.CommandId,
            call.Context.RequestAborted));

    private static async Task<IResult> CopyAsync(BoardCall call, string cardId, CopyCardRequest request)
    {
        // Only which checklists there are; the command reads them under the board once more.
        var checklists = await call.Cards.GetChecklistsAsync(cardId, call.Context.RequestAborted);
        var place = new Placement(request.ColumnId!, request.After, request.Before);
        return await call.ExecuteAsync(
            new CopyCard(cardId, call.NewId(), place, request.Title, [.. checklists.Select(list => list.Id)]),
            done => $"/api/boards/{call.BoardId}/cards/{done.Event!.Cards![0].Id}");
    }

    private static Task<IResult> ArchiveAsync(BoardCall call, string cardId) => call.ExecuteAsync(new ArchiveCard(cardId));

    private static Task<IResult> RestoreAsync(BoardCall call, string cardId, RestoreCardRequest? request) =>
        call.ExecuteAsync(new RestoreCard(cardId, request?.ColumnId));

    private static Task<IResult> ArchivedAsync(BoardCall call, string? after) => call.ReadAsync(async (_, cancellationToken) =>
    {
        var cards = await call.Cards.GetArchiveAsync(call.BoardId, after, ArchivePageSize, cancellationToken);
        return JsonText.Write(json =>
        {
            json.WriteArray("cards", cards.Select(card => card.Json));
            if (cards.Count == ArchivePageSize)
            {
                json.WriteString("after", cards[^1].Id);
            }
        });
    });
}

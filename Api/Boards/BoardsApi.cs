using System.Globalization;
using KanbanAspire.Api.Authentication;
using KanbanAspire.Api.Cards;
using KanbanAspire.Api.Columns;
using KanbanAspire.Api.Events;
using KanbanAspire.Api.Members;
using KanbanAspire.Api.Recurrence;
using KanbanAspire.Api.Requests;
using KanbanAspire.Api.Users;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Boards;

/// <summary>Makes, opens and changes boards. Every change answers with the event that made it.</summary>
public static class BoardsApi
{
    /// <summary>Adds what the endpoints of boards use.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration"><c>Limits:WritesPerMinute</c>: most changes by one person in a minute; 0 for no limit.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBoards(this IServiceCollection services, IConfiguration configuration) => services
        .AddKanban(int.TryParse(configuration["Limits:WritesPerMinute"], CultureInfo.InvariantCulture, out var limit)
            ? new CommandOptions { WritesPerMinute = limit }
            : new CommandOptions())
        .AddSingleton<Profiles>()
        .AddJson(BoardsJson.Compact);

    /// <summary>Maps everything about boards.</summary>
    /// <param name="api">The group of <c>/api</c>.</param>
    public static void MapBoards(this RouteGroupBuilder api)
    {
        var boards = api.MapGroup("/boards").WithTags("Boards").CheckIds().CheckBodies();
        boards.MapGet("/", ListAsync).WithName("ListBoards").WithSummary("List one's boards").Produces<MyBoardsResponse>();
        boards.MapPost("/", CreateAsync).WithName("CreateBoard").WithSummary("Make a board").ProducesEvent(201);

        var board = boards.MapGroup("/{boardId}");
        board.MapGet("/", OpenAsync).WithName("OpenBoard").WithSummary("Open a board").Produces<BoardResponse>()
            .WithIfNoneMatch();
        board.MapPatch("/", ChangeAsync).WithName("ChangeBoard").WithSummary("Change a board").ProducesEvent();
        board.MapDelete("/", DeleteAsync).WithName("DeleteBoard").WithSummary("Permanently delete a board").ProducesEvent();
        board.MapPut("/star", StarAsync).WithName("StarBoard").WithSummary("Star a board").Produces(204);
        board.MapDelete("/star", UnstarAsync).WithName("UnstarBoard").WithSummary("Take a star away").Produces(204);
        board.MapPost("/labels", AddLabelAsync).WithName("AddLabel").WithSummary("Add a label").ProducesEvent(201);
        board.MapPatch("/labels/{labelId}", ChangeLabelAsync).WithName("ChangeLabel").WithSummary("Change a label")
            .ProducesEvent();
        board.MapDelete("/labels/{labelId}", RemoveLabelAsync).WithName("RemoveLabel").WithSummary("Remove a label")
            .ProducesEvent();

        board.MapEvents();
        board.MapColumns();
        board.MapCards();
        board.MapMembers();
        board.MapRules();
        api.MapInvites();
    }

    private static async Task<IResult> ListAsync(CurrentUser user, UserBoards userBoards, CancellationToken cancellationToken)
    {
        var boards = await userBoards.GetMyBoardsAsync(user.Id, cancellationToken);
        var mine = boards.Select(my => new MyBoardResponse(my.Board, my.Role, my.Starred)).ToList();
        return JsonText.Of(new MyBoardsResponse(mine), BoardsJson.Compact.MyBoardsResponse);
    }

    private static async Task<IResult> CreateAsync(BoardCall call, CreateBoardRequest request, Profiles profiles)
    {
        var boardId = call.NewId();
        var actor = await profiles.ActorAsync(call);
        var info = new BoardInfo(request.Name ?? string.Empty, NoneIfEmpty(request.Description), NoneIfEmpty(request.Colour));
        var command = new CreateBoard(boardId, info, request.Columns ?? [])
        {
            BoardsOfPerson = await call.UserBoards.CountOwnedAsync(call.User.Id, call.Context.RequestAborted),
        };
        var outcome = await call.Commands.ExecuteAsync(boardId, actor, command, call.CommandId, call.Context.RequestAborted);
        return BoardCall.Answer(outcome, static done => $"/api/boards/{done.Event!.Board!.Id}");
    }

    private static Task<IResult> OpenAsync(BoardCall call) => call.ReadAsync(async (membership, cancellationToken) =>
    {
        var seq = membership.Board.Seq;
        if (ETags.Has(call.Context, seq))
        {
            call.Context.Response.Headers.ETag = ETags.Format(seq);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var contents = await call.Boards.OpenAsync(call.BoardId, seq, cancellationToken);
        return BoardJson.Write(membership, contents);
    });

    private static Task<IResult> ChangeAsync(BoardCall call, ChangeBoardRequest request) =>
        call.ExecuteAsync(new ChangeBoard(request.Name, request.Description, request.Colour, request.Archived));

    private static Task<IResult> DeleteAsync(BoardCall call) => call.ExecuteAsync(new DeleteBoard());

    private static Task<IResult> StarAsync(BoardCall call) => SetStarAsync(call, starred: true);

    private static Task<IResult> UnstarAsync(BoardCall call) => SetStarAsync(call, starred: false);

    private static Task<IResult> SetStarAsync(BoardCall call, bool starred) => call.ReadAsync(async (_, cancellationToken) =>
    {
        await call.UserBoards.StarAsync(call.BoardId, call.User.Id, starred, cancellationToken);
        return TypedResults.NoContent();
    });

    private static Task<IResult> AddLabelAsync(BoardCall call, LabelRequest request) => call.ExecuteAsync(
        new AddLabel(request.Name ?? string.Empty, request.Colour!),
        done => $"/api/boards/{call.BoardId}/labels/{done.Event!.Labels![0].Id}");

    private static Task<IResult> ChangeLabelAsync(BoardCall call, string labelId, LabelRequest request) =>
        call.ExecuteAsync(new ChangeLabel(labelId, request.Name, request.Colour));

    private static Task<IResult> RemoveLabelAsync(BoardCall call, string labelId) => call.ExecuteAsync(new RemoveLabel(labelId));

    private static string? NoneIfEmpty(string? text) => text is { Length: > 0 } ? text : null;
}

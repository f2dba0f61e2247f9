using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Api.Columns;

internal static class ColumnsApi
{
    internal static void MapColumns(this RouteGroupBuilder board)
    {
        var columns = board.MapGroup("/columns").WithTags("Columns");
        columns.MapPost("/", AddAsync).WithName("AddColumn").WithSummary("Add a column").ProducesEvent(201);
        columns.MapPatch("/{columnId}", ChangeAsync).WithName("ChangeColumn").WithSummary("Change a column")
            .ProducesEvent();
        columns.MapPost("/{columnId}/move", MoveAsync).WithName("MoveColumn").WithSummary("Move a column")
            .ProducesEvent();
        columns.MapDelete("/{columnId}", DeleteAsync).CheckQueryId("moveTo", Ids.IsShort).WithName("DeleteColumn")
            .WithSummary("Delete a column; its cards move, or are archived").ProducesEvent().Produces<BoardEvent>(202);
    }

    private static Task<IResult> AddAsync(BoardCall call, AddColumnRequest request) => call.ExecuteAsync(
        new AddColumn(
            request.Name ?? string.Empty,
            request.After,
            request.Before,
            request.Colour,
            request.WipLimit is 0 ? null : request.WipLimit,
            request.WipPolicy ?? WipPolicy.Warn)
        {
            Done = request.Done is true,
        },
        done => $"/api/boards/{call.BoardId}/columns/{done.Event!.Columns![0].Id}");

    private static Task<IResult> ChangeAsync(BoardCall call, string columnId, ChangeColumnRequest request) =>
        call.ExecuteAsync(new ChangeColumn(columnId, request.Name, request.Colour, request.WipLimit, request.WipPolicy) { Done = request.Done });

    private static Task<IResult> MoveAsync(BoardCall call, string columnId, MoveColumnRequest request) =>
        call.ExecuteAsync(new MoveColumn(columnId, request.After, request.Before));

    private static async Task<IResult> DeleteAsync(BoardCall call, string columnId, string? moveTo)
    {
        var (outcome, isComplete) = await call.Batches.DeleteColumnAsync(
            call.BoardId, columnId, moveTo, new Actor(call.User.Id, string.Empty), call.CommandId, call.Context.RequestAborted);
        return outcome.Rejection is null && !isComplete ? new JsonText(outcome.Json!) { Status = 202 } : BoardCall.Answer(outcome);
    }
}

using KanbanAspire.Api.Cards;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Events;

internal static class EventsApi
{
    private const int MaxEvents = 500;
    private const int ActivityPageSize = 50;
    private const int CardPageSize = 20;
    private const long MaxSeq = 1_000_000_000_000;

    internal static void MapEvents(this RouteGroupBuilder board)
    {
        board.MapGet("/events", AfterAsync).WithTags("Events").WithName("ListEvents").WithSummary("Catch up after a cursor")
            .Produces<EventsResponse>();
        board.MapGet("/activity", ActivityAsync).WithTags("Events").WithName("ListActivity").WithSummary("Read the latest events")
            .Produces<ActivityResponse>();
        board.MapGet("/cards/{cardId}/events", CardAsync).WithTags("Events").WithName("ListCardEvents")
            .WithSummary("Read the latest events of a card").Produces<ActivityResponse>();
        board.MapPost("/events/{seq}/undo", UndoAsync).WithTags("Events").WithName("UndoEvent")
            .WithSummary("Undo an event of one's own; undoing that is redo").ProducesEvent();
    }

    private static Task<IResult> AfterAsync(BoardCall call, long? after) => call.ReadAsync(async (membership, cancellationToken) =>
    {
        var (cursor, seq) = (Math.Clamp(after ?? 0, 0, MaxSeq - 1), membership.Board.Seq);

        // Nothing new: the two items of the membership are all that was read.
        var events = cursor >= seq ? [] : await call.Boards.GetEventsAsync(call.BoardId, cursor, MaxEvents, cancellationToken);
        return JsonText.Write(json =>
        {
            json.WriteArray("events", events.Select(e => e.Json));
            json.WriteNumber("seq", seq);
            json.WriteBoolean("more", events is [.., var last] && last.Seq < seq);
        });
    });

    private static Task<IResult> ActivityAsync(BoardCall call, long? before) => call.ReadAsync(async (_, cancellationToken) =>
    {
        var until = Math.Clamp(before ?? MaxSeq, 1, MaxSeq);
        var events = await call.Boards.GetActivityAsync(call.BoardId, until, ActivityPageSize, cancellationToken);
        return Page(events, events is [.., { Seq: > 1 } last] ? last.Seq : null);
    });

    private static Task<IResult> CardAsync(BoardCall call, string cardId, long? before) =>
        call.ReadCardAsync(cardId, async (card, cancellationToken) =>
        {
            var version = Math.Clamp(before ?? card.Version, 0, card.Version);
            var (events, next) = await call.Cards.GetCardEventsAsync(call.BoardId, cardId, version, CardPageSize, cancellationToken);
            return Page(events, next > 0 ? next : null);
        });

    private static async Task<IResult> UndoAsync(BoardCall call, long seq)
    {
        // An event never changes, so it is read beforehand; whether the member may is decided with the command.
        var e = await call.Boards.GetEventAsync(call.BoardId, seq, call.Context.RequestAborted);
        return e is null
            ? Rejection.NotFound.ToProblem()
            : BoardCall.Answer(await call.Batches.UndoAsync(
                call.BoardId, e, new Actor(call.User.Id, string.Empty), call.CommandId, call.Context.RequestAborted));
    }

    private static JsonText Page(IReadOnlyList<LogEntry> events, long? before) => JsonText.Write(json =>
    {
        json.WriteArray("events", events.Select(e => e.Json));
        if (before is { } number)
        {
            json.WriteNumber("before", number);
        }
    });
}

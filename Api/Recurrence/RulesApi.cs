using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Api.Recurrence;

internal static class RulesApi
{
    private const int Occurrences = 5;

    internal static void MapRules(this RouteGroupBuilder board)
    {
        var rules = board.MapGroup("/rules").WithTags("Recurring cards");
        rules.MapGet("/", ListAsync).WithName("ListRules").WithSummary("List recurring rules").Produces<RulesResponse>();
        rules.MapPost("/", AddAsync).WithName("AddRule").WithSummary("Add a recurring rule").ProducesEvent(201);
        rules.MapPost("/preview", PreviewAsync).WithName("PreviewSchedule").WithSummary("See when a schedule would make cards")
            .Produces<OccurrencesResponse>();
        rules.MapGet("/{ruleId}", GetAsync).WithName("GetRule").WithSummary("Read a recurring rule").Produces<RuleResponse>();
        rules.MapPut("/{ruleId}", ReplaceAsync).WithName("ReplaceRule").WithSummary("Replace a recurring rule")
            .ProducesEvent();
        rules.MapDelete("/{ruleId}", RemoveAsync).WithName("RemoveRule").WithSummary("Remove a recurring rule")
            .ProducesEvent();
    }

    private static Task<IResult> ListAsync(BoardCall call) => call.ReadAsync(async (_, cancellationToken) =>
    {
        var rules = await call.Boards.GetRulesAsync(call.BoardId, cancellationToken);
        return JsonText.Of(
            new RulesResponse([.. rules.Select(rule => WithOccurrences(rule, call.Now))]), BoardsJson.Compact.RulesResponse);
    });

    private static Task<IResult> GetAsync(BoardCall call, string ruleId) => call.ReadAsync(async (_, cancellationToken) =>
    {
        var rules = await call.Boards.GetRulesAsync(call.BoardId, cancellationToken);
        return rules.FirstOrDefault(rule => rule.Id == ruleId) is { } found
            ? JsonText.Of(WithOccurrences(found, call.Now), BoardsJson.Compact.RuleResponse)
            : Rejection.NotFound.ToProblem();
    });

    private static async Task<IResult> AddAsync(BoardCall call, RuleRequest request, CancellationToken cancellationToken)
    {
        var boards = await call.UserBoards.GetMyBoardsAsync(call.User.Id, cancellationToken);
        var command = new AddRule(ToRule(call.NewId(), request))
        {
            RulesOfPerson = boards.Where(my => my.Role is Role.Owner).Sum(my => my.Board.Counts.Rules),
        };
        return await call.ExecuteAsync(command, done => $"/api/boards/{call.BoardId}/rules/{done.Event!.Rules![0].Id}");
    }

    private static Task<IResult> ReplaceAsync(BoardCall call, string ruleId, RuleRequest request) =>
        call.ExecuteAsync(new ReplaceRule(ToRule(ruleId, request)));

    private static Task<IResult> RemoveAsync(BoardCall call, string ruleId) => call.ExecuteAsync(new RemoveRule(ruleId));

    private static Task<IResult> PreviewAsync(BoardCall call, PreviewRequest request) => call.ReadAsync((_, _) =>
        Task.FromResult<IResult>(request.Schedule is not { TimeZone: not null } schedule || schedule.Problem() is { } problem && problem.Length > 0
            ? ProblemTypes.Invalid.ToResult(request.Schedule?.TimeZone is null ? "The schedule is missing." : request.Schedule.Problem())
            : JsonText.Of(
                new OccurrencesResponse(schedule.Next(call.Now, Occurrences)), BoardsJson.Compact.OccurrencesResponse)));

    private static RuleResponse WithOccurrences(Rule rule, DateTimeOffset now) =>
        new(rule, rule.Next is null ? [] : rule.Schedule.Next(now, Occurrences));

    private static Rule ToRule(string ruleId, RuleRequest request) => new(ruleId, request.Schedule!, request.Template!, 0)
    {
        Paused = request.Paused ?? false,
        CatchUp = request.CatchUp ?? true,
    };
}

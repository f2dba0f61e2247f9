using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Api.Recurrence;

/// <summary>Adds or replaces a recurring rule.</summary>
/// <param name="Schedule">When.</param>
/// <param name="Template">What.</param>
/// <param name="Paused">Whether it is switched off.</param>
/// <param name="CatchUp">Whether one card makes up for what an outage swallowed; null for yes.</param>
public sealed record RuleRequest(Schedule? Schedule, CardTemplate? Template, bool? Paused = null, bool? CatchUp = null) : ICheckedBody
{
    Refusal? ICheckedBody.Check() => Schedule is not { TimeZone: not null } || Template is not { Title: not null, ColumnId: not null }
        ? Refusal.Invalid("A rule needs a schedule with a time zone and a template with column and title.")
        : CheckedBodies.Short(Template.ColumnId)
            ?? CheckedBodies.ShortList("labels on a card", Template.Labels, Limits.LabelsPerCard)
            ?? CheckedBodies.ShortList("assignees of a card", Template.Assignees, Limits.AssigneesPerCard);
}

/// <summary>Asks for the occurrences of a schedule.</summary>
/// <param name="Schedule">The schedule.</param>
public sealed record PreviewRequest(Schedule? Schedule);

/// <summary>Is the next occurrences of a schedule.</summary>
/// <param name="Occurrences">Up to five times, in order.</param>
public sealed record OccurrencesResponse(IReadOnlyList<DateTimeOffset> Occurrences);

/// <summary>Is a recurring rule with its next occurrences.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Occurrences">Up to five times, in order; none while it is paused.</param>
public sealed record RuleResponse(Rule Rule, IReadOnlyList<DateTimeOffset> Occurrences);

/// <summary>Is the list of a board's recurring rules.</summary>
/// <param name="Rules">The rules.</param>
public sealed record RulesResponse(IReadOnlyList<RuleResponse> Rules);

internal static class RulesApi
{
    private const int Occurrences = 5;

    internal static void MapRules(this RouteGroupBuilder board)
    {
        var rules = board.MapGroup("/rules").WithTags("Recurring cards");
        rules.MapGet("/", ListAsync).WithName("ListRules").WithSummary("List recurring rules").Produces<RulesResponse>();
        rules.MapPost("/", AddAsync).WithName("AddRule").WithSummary("Add a recurring rule").Produces<BoardEvent>(201);
        rules.MapPost("/preview", PreviewAsync).WithName("PreviewSchedule").WithSummary("See when a schedule would make cards")
            .Produces<OccurrencesResponse>();
        rules.MapGet("/{ruleId}", GetAsync).WithName("GetRule").WithSummary("Read a recurring rule").Produces<RuleResponse>();
        rules.MapPut("/{ruleId}", ReplaceAsync).WithName("ReplaceRule").WithSummary("Replace a recurring rule")
            .Produces<BoardEvent>();
        rules.MapDelete("/{ruleId}", RemoveAsync).WithName("RemoveRule").WithSummary("Remove a recurring rule")
            .Produces<BoardEvent>();
    }

    private static Task<IResult> ListAsync(BoardCall call) => call.ReadAsync(async (_, cancellationToken) =>
    {
        var rules = await call.Store.GetRulesAsync(call.BoardId, cancellationToken);
        return JsonText.Of(
            new RulesResponse([.. rules.Select(rule => WithOccurrences(rule, call.Now))]), BoardsJson.Compact.RulesResponse);
    });

    private static Task<IResult> GetAsync(BoardCall call, string ruleId) => call.ReadAsync(async (_, cancellationToken) =>
    {
        var rules = await call.Store.GetRulesAsync(call.BoardId, cancellationToken);
        return rules.FirstOrDefault(rule => rule.Id == ruleId) is { } found
            ? JsonText.Of(WithOccurrences(found, call.Now), BoardsJson.Compact.RuleResponse)
            : Refusal.NotFound.ToProblem();
    });

    private static async Task<IResult> AddAsync(BoardCall call, RuleRequest request, CancellationToken cancellationToken)
    {
        var boards = await call.Store.GetMyBoardsAsync(call.User.Id, cancellationToken);
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
        Task.FromResult(request.Schedule is not { TimeZone: not null } schedule || schedule.Problem() is { } problem && problem.Length > 0
            ? ProblemTypes.Invalid.ToResult(request.Schedule?.TimeZone is null ? "The schedule is missing." : request.Schedule.Problem())
            : (IResult)JsonText.Of(
                new OccurrencesResponse(schedule.Next(call.Now, Occurrences)), BoardsJson.Compact.OccurrencesResponse)));

    private static RuleResponse WithOccurrences(Rule rule, DateTimeOffset now) =>
        new(rule, rule.Next is null ? [] : rule.Schedule.Next(now, Occurrences));

    private static Rule ToRule(string ruleId, RuleRequest request) => new(ruleId, request.Schedule!, request.Template!, 0)
    {
        Paused = request.Paused ?? false,
        CatchUp = request.CatchUp ?? true,
    };
}

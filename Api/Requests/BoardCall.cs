using System.Reflection;
using KanbanAspire.Api.Authentication;
using KanbanAspire.Api.Problems;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Requests;

/// <summary>
/// A request about one board, or about an invite to one (then without a board id): which, by whom, with what command id. Whether
/// the person may is decided from the table, by the command itself inside its transaction or by <see cref="ReadAsync"/>, never from
/// the token.
/// </summary>
/// <param name="Context">The request.</param>
/// <param name="BoardId">The board in the route.</param>
/// <param name="User">The caller.</param>
/// <param name="CommandId">The client's id of the command; null when it gave none.</param>
public sealed record BoardCall(HttpContext Context, string BoardId, CurrentUser User, CommandId? CommandId)
{
    /// <summary>Gets the time an id made now gets.</summary>
    public DateTimeOffset Now { get; } = Context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Gets the version that the client has read, where the endpoint asks for it.</summary>
    public long IfMatch => ETags.ReadIfMatch(Context);

    /// <summary>Gets what executes commands.</summary>
    public CommandExecutor Commands => Get<CommandExecutor>();

    /// <summary>Gets what executes commands in batches.</summary>
    public BatchedCommands Batches => Get<BatchedCommands>();

    /// <summary>Gets what moves cards between boards.</summary>
    public CardTransfers Transfers => Get<CardTransfers>();

    /// <summary>Gets what reads boards.</summary>
    public BoardReader Boards => Get<BoardReader>();

    /// <summary>Gets what reads cards.</summary>
    public CardReader Cards => Get<CardReader>();

    /// <summary>Gets the lists of boards that people have.</summary>
    public UserBoards UserBoards => Get<UserBoards>();

    private CancellationToken Cancelled => Context.RequestAborted;

    /// <summary>Takes the request apart; called by the framework. Of the body it reads the hash, where there is a key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameter">The handler's parameter.</param>
    /// <returns>The call.</returns>
    public static async ValueTask<BoardCall> BindAsync(HttpContext context, ParameterInfo parameter) => new(
        context,
        context.Request.RouteValues["boardId"] as string ?? string.Empty,
        await CurrentUser.BindAsync(context, parameter),
        await IdempotencyKey.ReadAsync(context.Request));

    /// <summary>Does a command and answers with its event.</summary>
    /// <param name="command">What to do.</param>
    /// <returns>200 with the event, or the problem.</returns>
    public Task<IResult> ExecuteAsync(Command command) => ExecuteAsync(command, null);

    /// <summary>Does a command that makes something and answers with its event.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="location">Gives the address of what was made, from the event; null for none.</param>
    /// <returns>201 with the event, or the problem.</returns>
    public async Task<IResult> ExecuteAsync(Command command, Func<Outcome, string>? location) =>
        Answer(await Commands.ExecuteAsync(BoardId, new Actor(User.Id, string.Empty), command, CommandId, Cancelled), location);

    /// <summary>Answers for what became of a command.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="location">Gives the address of what was made; null for none.</param>
    /// <returns>The event, or the problem.</returns>
    public static IResult Answer(Outcome outcome, Func<Outcome, string>? location = null) => outcome.Rejection is { } rejection
        ? rejection.ToProblem()
        : new JsonText(outcome.Json!) { Status = location is null ? 200 : 201, Location = location?.Invoke(outcome) };

    /// <summary>Reads for a member.</summary>
    /// <param name="read">Makes the answer.</param>
    /// <param name="minimum">Minimum role.</param>
    /// <returns>The answer, 404 for a non-member, 403 for a lower role.</returns>
    public async Task<IResult> ReadAsync(Func<Membership, CancellationToken, Task<IResult>> read, Role minimum = Role.Viewer)
    {
        var membership = await Boards.GetMembershipAsync(BoardId, User.Id, Cancelled);
        return membership is null ? Rejection.NotFound.ToProblem()
            : membership.Member.Role < minimum ? Rejection.RoleMissing(minimum, membership.Member.Role).ToProblem()
            : await read(membership, Cancelled);
    }

    /// <summary>Makes an id for something new.</summary>
    /// <returns>22 characters.</returns>
    public string NewId() => Ids.New(Now);

    private T Get<T>()
        where T : notnull =>
        Context.RequestServices.GetRequiredService<T>();
}

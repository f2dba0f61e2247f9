using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Ranks;
using KanbanAspire.Kanban.Tables;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// The one way to write a board: read what the command needs in one transaction, decide, and commit the event with all it changes
/// in one conditional transaction. A command that loses a race reads and decides again.
/// </summary>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
/// <param name="boards">Reads boards.</param>
/// <param name="time">The clock.</param>
/// <param name="options">Options of command execution.</param>
/// <param name="logger">Receives what is given up on.</param>
/// <param name="observer">Is told of what has been committed; null for nobody.</param>
public sealed class CommandExecutor(
    IAmazonDynamoDB client,
    TableNames names,
    BoardReader boards,
    TimeProvider time,
    CommandOptions options,
    ILogger<CommandExecutor> logger,
    ICommitObserver? observer = null)
{
    private readonly KanbanTable _table = new(client, names);
    private readonly WriteRate _rate = new(client, names.Kanban, time, options.WritesPerMinute);

    /// <summary>IAM actions of the calls that a command makes, its transactions and the count of its person included.</summary>
    public static IReadOnlyList<string> Actions => [TableActions.GetItem, TableActions.Query, .. WriteSet.Actions, .. WriteRate.Actions];

    /// <summary>Executes a command on a board.</summary>
    /// <param name="boardId">The board.</param>
    /// <param name="actor">The caller; null for the Scheduler.</param>
    /// <param name="command">What to do.</param>
    /// <param name="id">The client's id of the command; null when it gave none.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The event, or the rejection.</returns>
    /// <exception cref="AmazonDynamoDBException">The table rejected the request, and no retry can help.</exception>
    public Task<Outcome> ExecuteAsync(
        string boardId, Actor? actor, Command command, CommandId? id, CancellationToken cancellationToken) =>
        Begin(actor, id).RunAsync(async (execution, cancelled) =>
        {
            var decided = await execution.DecideAsync(boardId, command, cancelled);
            return decided.Decision switch
            {
                Unchanged unchanged => await execution.FindOutcomeAsync(boardId, unchanged.Seq, cancelled) ?? new Outcome(null, Rejection.NotFound),
                Accepted => await execution.CommitAsync([decided], cancelled),
                Rejection rejection => new Outcome(null, rejection),
                _ => null,
            };
        }, cancellationToken);

    /// <summary>Begins a command, which may be about more than one board.</summary>
    internal Execution Begin(Actor? actor, CommandId? id) => new(_table, _rate, boards, time, options, logger, observer, actor, id);
}

/// <summary>Options of command execution.</summary>
public sealed record CommandOptions
{
    /// <summary>Most changes by one person in a minute, counted in the table; 0 for no limit.</summary>
    public int WritesPerMinute { get; init; } = 600;

    /// <summary>Most attempts of a command.</summary>
    public int MaxAttempts { get; init; } = Retry.MaxAttempts;

    /// <summary>Makes six random digits for a rank.</summary>
    public Func<string> RankJitter { get; init; } = Rank.NewJitter;

    /// <summary>Makes the name of a board's channel.</summary>
    public Func<string> Channel { get; init; } = PushChannel.New;
}

using System.Text.Json;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Kanban.Telemetry;
using Microsoft.Extensions.Logging;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Does what is due on the boards: recurring cards, steps that a request left unfinished, removal of what was deleted. Kinds are
/// served in the order of <see cref="DueKind"/>, boards side by side. Repeating it, or doing it twice at once, is safe.
/// </summary>
/// <param name="commands">Executes commands.</param>
/// <param name="batches">Goes on with commands in batches.</param>
/// <param name="client">Client of the table.</param>
/// <param name="names">Name of the table.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How much is done in a run.</param>
/// <param name="logger">Receives what failed and what cannot go on, once each.</param>
public sealed partial class BackgroundWork(
    CommandExecutor commands,
    BatchedCommands batches,
    IAmazonDynamoDB client,
    TableNames names,
    TimeProvider time,
    BackgroundWorkOptions options,
    ILogger<BackgroundWork> logger)
{
    private readonly KanbanTable _table = new(client, names);
    private readonly DueTable _due = new(client, names.Kanban, time);

    /// <summary>IAM actions of the calls to the table that background work makes, those of its commands aside.</summary>
    public static IReadOnlyList<string> Actions =>
        [TableActions.GetItem, TableActions.BatchGetItem, TableActions.Query, .. DueTable.Actions];

    /// <summary>IAM actions of its calls to the index <c>DUE</c>.</summary>
    public static IReadOnlyList<string> IndexActions => DueTable.IndexActions;

    /// <summary>Does what is due. One failure does not keep the rest from being done.</summary>
    /// <param name="cancellationToken">Token to cancel the operation; what is left is due again the next time.</param>
    /// <returns>What was done, and what failed.</returns>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">What is due could not be read.</exception>
    public async Task<DueReport> RunAsync(CancellationToken cancellationToken)
    {
        var report = new DueReport();
        var started = TimeProvider.System.GetTimestamp();
        var items = await _due.ReadDueAsync(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Boards, CancellationToken = cancellationToken };
        foreach (var kind in Enum.GetValues<DueKind>())
        {
            var boards = items.Where(item => item.Kind == kind).GroupBy(item => item.BoardId, StringComparer.Ordinal);
            await Parallel.ForEachAsync(
                boards, parallel, async (board, cancelled) => await ServeBoardAsync(kind, [.. board], report, started, cancelled));
        }

        foreach (var item in items.Where(item => item.Kind is null))
        {
            await ServeAsync(
                item, report, () => null, options.ItemTime, _ => throw new UnknownKindException(item.Key.Sk), cancellationToken);
        }

        return report;
    }

    private async Task ServeBoardAsync(
        DueKind kind, List<DueItem> items, DueReport report, long started, CancellationToken cancellationToken)
    {
        var recurring = new RecurringCards(commands, _table, time, report);
        Dictionary<Key, Item>? rules = null;
        foreach (var item in items)
        {
            var left = options.RunTime - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            var budget = left < options.ItemTime ? left : options.ItemTime;
            await ServeAsync(item, report, () => rules?.GetValueOrDefault(item.Key), budget, WorkAsync, cancellationToken);

            async Task<WorkOutcome> WorkAsync(CancellationToken ends)
            {
                // The rules of a board at once, for its first one.
                rules ??= kind is DueKind.RecurringRule ? await recurring.ReadAsync(items, ends) : [];
                return await HandleAsync(kind, item, recurring, rules.GetValueOrDefault(item.Key), ends);
            }
        }
    }

    // Every named kind has its arm: the compiler reports one that is missing (CS8509).
#pragma warning disable CS8524
    private Task<WorkOutcome> HandleAsync(
        DueKind kind, DueItem item, RecurringCards recurring, Item? rule, CancellationToken cancellationToken) => kind switch
        {
            DueKind.RecurringRule => recurring.InsertAsync(item.BoardId, rule, cancellationToken),
            DueKind.RestoredBoard => new Restoration(_table, _due).WakeRulesAsync(item, cancellationToken),
            DueKind.Column => FinishColumnAsync(item.BoardId, item.Id, cancellationToken),
            DueKind.FormerMember => WorkOffAsync(item, batches.Assignments.EndAsync, cancellationToken),
            DueKind.ReturnedMember => WorkOffAsync(item, batches.Assignments.BringBackAsync, cancellationToken),
            DueKind.DeletedCard => new Deletion(_table, _due).RemoveCardAsync(item.BoardId, item.Id, cancellationToken),
            DueKind.DeletedBoard => new Deletion(_table, _due).RemoveBoardAsync(item.BoardId, cancellationToken),
        };
#pragma warning restore CS8524

    // The note goes when what it tells of is done.
    private async Task<WorkOutcome> WorkOffAsync(
        DueItem item, Func<string, string, CancellationToken, Task<Rejection?>> work, CancellationToken cancellationToken)
    {
        if (await work(item.BoardId, item.Id, cancellationToken) is { } rejection)
        {
            return WorkOutcome.Of(rejection);
        }

        await _due.DeleteAsync([item.Key], cancellationToken);
        return WorkOutcome.Done;
    }

    private async Task<WorkOutcome> FinishColumnAsync(string boardId, string columnId, CancellationToken cancellationToken)
    {
        var emptied = await batches.EmptyColumnAsync(boardId, columnId, cancellationToken);
        await batches.RebalanceAsync(boardId, columnId, cancellationToken);
        return emptied.Rejection is { Kind: not RejectionKind.NotFound } rejection ? WorkOutcome.Of(rejection) : WorkOutcome.Done;
    }

    private async Task ServeAsync(
        DueItem item,
        DueReport report,
        Func<Item?> read,
        TimeSpan timeout,
        Func<CancellationToken, Task<WorkOutcome>> work,
        CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(timeout);
        try
        {
            var outcome = await work(budget.Token);
            if (outcome.StuckReason is { } reason)
            {
                await PostponeAsync(item, read(), reason, null, cancellationToken);
                report.AddStuck();
            }
            else if (outcome.IsUnfinished)
            {
                await RequeueAsync(item, report, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await RequeueAsync(item, report, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(item, report, read(), e, cancellationToken);
        }
    }

    // Behind all that is due by now, so that what takes many runs does not keep the same others waiting.
    private async Task RequeueAsync(DueItem item, DueReport report, CancellationToken cancellationToken)
    {
        report.AddUnfinished();
        await _due.PostponeAsync(item, null, null, time.GetUtcNow(), cancellationToken);
    }

    private async Task FailAsync(DueItem item, DueReport report, Item? read, Exception failure, CancellationToken cancellationToken)
    {
        report.Add(failure);
        KanbanMetrics.BackgroundFailed(KindName(item));
        if (Retry.IsTransient(failure, cancellationToken))
        {
            LogTransient(failure, KindName(item), item.Key.Pk);
            return;
        }

        try
        {
            await PostponeAsync(item, read, failure.GetType().Name, failure, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            report.Add(e);
            LogFailed(failure, KindName(item), item.Key.Pk);
        }
    }

    private async Task PostponeAsync(
        DueItem item, Item? read, string reason, Exception? failure, CancellationToken cancellationToken)
    {
        read ??= await _table.GetAsync(item.Key, cancellationToken);
        var first = reason == nameof(RejectionKind.BoardArchived) ? options.ArchivedBackOff : options.BackOff;
        var most = reason == nameof(RejectionKind.BoardArchived) ? options.MaxArchivedBackOff : options.MaxBackOff;
        var wait = first * Math.Pow(2, Math.Min(DueTable.Tries(read), 20));
        var isNew = DueTable.StuckReason(read) != reason;
        if (!await _due.PostponeAsync(item, read, reason, time.GetUtcNow() + (wait < most ? wait : most), cancellationToken))
        {
            return;
        }

        KanbanMetrics.BackgroundStuck(KindName(item), JsonNamingPolicy.CamelCase.ConvertName(reason));
        if (isNew && failure is null)
        {
            LogStuck(KindName(item), item.Key.Pk, reason);
        }
        else if (isNew)
        {
            LogFailed(failure, KindName(item), item.Key.Pk);
        }
    }

    private static string KindName(DueItem item) =>
        item.Kind is { } kind ? JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) : "unknown";

    [LoggerMessage(1, LogLevel.Error, "Background work on a {Kind} of {Partition} failed; it is tried again less and less often")]
    private partial void LogFailed(Exception? exception, string kind, string partition);

    [LoggerMessage(2, LogLevel.Warning, "Background work on a {Kind} of {Partition} did not reach the table; it stays due")]
    private partial void LogTransient(Exception exception, string kind, string partition);

    [LoggerMessage(
        3, LogLevel.Warning, "Background work on a {Kind} of {Partition} cannot go on: {Reason}; it is tried again less and less often")]
    private partial void LogStuck(string kind, string partition, string reason);
}

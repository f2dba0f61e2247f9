using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace KanbanAspire.Local.Lambda;

/// <summary>What the supervisor of the processes is asked to do.</summary>
/// <param name="Function">Function name.</param>
/// <param name="Action"><c>start</c>: one more process; <c>kill</c>: end one at once; <c>stop</c>: end an idle one.</param>
/// <param name="Environment">Number of the process; null for <c>start</c>.</param>
/// <param name="Reason">For the log.</param>
public sealed record Demand(string Function, string Action, int? Environment, string Reason);

/// <summary>What the supervisor tells of one process.</summary>
/// <param name="State"><c>Running</c>, <c>Exited</c> (by itself) or <c>Stopped</c> (by a person).</param>
/// <param name="IsKept">True for the process that every function has; false for one started on demand.</param>
/// <param name="ExitCode">Exit code where there is one; null or negative after a signal.</param>
public sealed record EnvironmentReport(string State, bool IsKept = false, int? ExitCode = null);

/// <summary>
/// The wire to whoever owns the processes: the emulator says how many it wants and which must go, the owner (AppHost, by way of
/// Aspire) starts and ends them and reports.
/// </summary>
internal sealed class Supervision
{
    private readonly Lock _gate = new();
    private Channel<Demand>? _demands;

    /// <summary>Sends a demand; without a supervisor it is dropped, and made again when one connects.</summary>
    public void Send(Demand demand)
    {
        lock (_gate)
        {
            _demands?.Writer.TryWrite(demand);
        }
    }

    /// <summary>Reads the demands as they come. A second reader replaces the first.</summary>
    /// <param name="functions">Asked for what they still want.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    public async IAsyncEnumerable<Demand> ReadAsync(
        IEnumerable<Function> functions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = Channel.CreateUnbounded<Demand>();
        lock (_gate)
        {
            _demands?.Writer.TryComplete();
            _demands = own;
        }

        foreach (var function in functions)
        {
            function.RepeatDemands();
        }

        await foreach (var demand in own.Reader.ReadAllAsync(cancellationToken))
        {
            yield return demand;
        }
    }
}

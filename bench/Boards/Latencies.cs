using System.Diagnostics;

namespace KanbanAspire.Bench.Boards;

/// <summary>How long requests took.</summary>
/// <param name="P50Ms">Half took no longer.</param>
/// <param name="P95Ms">19 of 20 took no longer.</param>
/// <param name="PerSecond">Requests in a second, all clients together.</param>
internal sealed record Latencies(double P50Ms, double P95Ms, double PerSecond)
{
    private const int WarmUp = 5;

    /// <summary>Sends requests one after the other, or from some clients at once.</summary>
    public static async Task<Latencies> MeasureAsync(int requests, Func<Task> send, int clients = 1)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            await send();
        }

        var took = new double[requests];
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                var sent = Stopwatch.GetTimestamp();
                await send();
                took[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(took);
        return new Latencies(took[requests / 2], took[requests * 95 / 100], requests / seconds);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{P50Ms:N1} / {P95Ms:N1} ms");
}

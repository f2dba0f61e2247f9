using System.Collections.Concurrent;
using System.Diagnostics;

namespace KanbanAspire.Bench.LocalRun;

/// <summary>What some clients saw who each sent one request after another for a while.</summary>
/// <param name="RequestsPerSecond">Answered requests a second, all clients together.</param>
/// <param name="SortedMs">Time of each request, shortest first.</param>
internal sealed record Load(double RequestsPerSecond, IReadOnlyList<double> SortedMs)
{
    public static async Task PrepareAsync(string gateway)
    {
        using var client = new HttpClient { BaseAddress = new Uri(gateway) };
        using var item = new StringContent("""{"id":"bench","price":1,"name":"bench"}""");
        (await client.PutAsync("/items", item)).EnsureSuccessStatusCode();
    }

    public static async Task<Load> RunAsync(string gateway, int clients, TimeSpan duration)
    {
        using var client = new HttpClient { BaseAddress = new Uri(gateway) };
        var times = new ConcurrentBag<double>();
        await SendAsync(client, clients, duration, times);
        return new Load(times.Count / duration.TotalSeconds, [.. times.Order()]);
    }

    public double Percentile(double part) => SortedMs[(int)(part * (SortedMs.Count - 1))];

    private static Task SendAsync(HttpClient client, int clients, TimeSpan duration, ConcurrentBag<double> times)
    {
        var end = Stopwatch.StartNew();
        return Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (end.Elapsed < duration)
            {
                var one = Stopwatch.StartNew();
                (await client.GetAsync("/items/bench")).EnsureSuccessStatusCode();
                times.Add(one.Elapsed.TotalMilliseconds);
            }
        }));
    }
}

using System.Diagnostics;

namespace KanbanAspire.Bench.ColdStart;

internal static class WebServer
{
    /// <summary>Asks a web server until it answers, then as often as a function is asked.</summary>
    public static async Task<Run> AskAsync(Uri address, int warmRequests, long started, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(address, cancellationToken);
                response.EnsureSuccessStatusCode();
                break;
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                await Task.Delay(1, cancellationToken);
            }
        }

        var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var warm = new List<double>();
        for (var n = 0; n < warmRequests; n++)
        {
            var sent = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync(address, cancellationToken);
            warm.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return new Run(first, first, warm);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Bench.LocalRun;

/// <summary>
/// Measures what tracing costs a warm request: the same function over the same table, once with spans, logs and metrics that go to
/// the dashboard and once without, invoked one after the other in pairs whose order is drawn.
/// </summary>
internal static class Tracing
{
    private const int WarmUp = 500;
    private const int Pairs = 3_000;

    // What API Gateway sends for GET /items/bench, with a caller's trace that is to be recorded.
    private const string Event = """
        {"version":"2.0","routeKey":"GET /items/{id}","rawPath":"/items/bench","rawQueryString":"",
        "headers":{"host":"localhost","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
        "requestContext":{"http":{"method":"GET","path":"/items/bench","protocol":"HTTP/1.1","sourceIp":"127.0.0.1"},
        "stage":"$default"},"pathParameters":{"id":"bench"},"isBase64Encoded":false}
        """;

    public static async Task RunAsync()
    {
        await using var system = await SystemRun.StartAsync();
        var port = FreePort();
        await using var emulator = StartEmulator(port);
        await using var function = StartUntraced(port, system.Address("dynamodb"));
        using var client = new HttpClient();
        using var item = new StringContent("""{"id":"bench","price":1,"name":"bench"}""");
        (await client.PutAsync($"{system.Gateway}/items", item)).EnsureSuccessStatusCode();
        var traced = $"{system.Address("LambdaServiceEmulator")}/2015-03-31/functions/api/invocations";
        var untraced = $"http://localhost:{port}/2015-03-31/functions/untraced/invocations";
        await WaitAsync(client, untraced);
        await MeasureAsync(client, traced, untraced, WarmUp);

        var pairs = await MeasureAsync(client, traced, untraced, Pairs);

        Console.WriteLine();
        Console.WriteLine($"| warm GET of one item, {Pairs:N0} pairs | p50 ms | p99 ms |");
        Console.WriteLine("| --- | --- | --- |");
        Write("not traced", pairs.Select(pair => pair.Untraced));
        Write("traced", pairs.Select(pair => pair.Traced));
        Write("difference within a pair", pairs.Select(pair => pair.Traced - pair.Untraced));
    }

    private static async Task<List<(double Traced, double Untraced)>> MeasureAsync(HttpClient client, string traced, string untraced, int count)
    {
        var pairs = new List<(double, double)>();
        for (var pair = 0; pair < count; pair++)
        {
            var isTracedFirst = Random.Shared.Next(2) == 0;
            var first = await InvokeAsync(client, isTracedFirst ? traced : untraced);
            var second = await InvokeAsync(client, isTracedFirst ? untraced : traced);
            pairs.Add(isTracedFirst ? (first, second) : (second, first));
        }

        return pairs;
    }

    private static async Task<double> InvokeAsync(HttpClient client, string address)
    {
        using var content = new StringContent(Event, Encoding.UTF8, "application/json");
        var since = Stopwatch.GetTimestamp();
        using var response = await client.PostAsync(address, content);
        var answer = await response.Content.ReadAsStringAsync();
        var elapsed = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        return answer.Contains("\"statusCode\":200", StringComparison.Ordinal) ? elapsed : throw new InvalidOperationException(answer);
    }

    private static async Task WaitAsync(HttpClient client, string address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await InvokeAsync(client, address);
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private static ChildProcess StartEmulator(int port) => ChildProcess.Start(
        new ChildProcessStart(Built.Executable("LambdaEmulator"), [], Environment: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["LAMBDA_RUNTIME_API_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["LAMBDA_EMULATOR_FUNCTION_untraced"] = """{"name":"untraced","maxConcurrency":1}""",
        }),
        (_, _) => { });

    private static ChildProcess StartUntraced(int port, string dynamodb) => ChildProcess.Start(
        new ChildProcessStart(Built.Executable("Api"), [], Environment: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = "untraced",
            ["AWS_LAMBDA_RUNTIME_API"] = string.Create(CultureInfo.InvariantCulture, $"localhost:{port}/untraced"),
            ["AWS_ENDPOINT_URL_DYNAMODB"] = dynamodb,
            ["AWS_REGION"] = "ap-northeast-2",
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ItemsAuthorization"] = "none",
        }),
        (_, _) => { });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Write(string name, IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {sorted[sorted.Count / 2]:0.00} | {sorted[(int)(0.99 * (sorted.Count - 1))]:0.00} |"));
    }
}

using System.Collections.Concurrent;
using System.Text;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Tests.ServiceDefaults;

/// <summary>
/// Takes OTLP as CloudWatch does: only what is signed for the right service with a known key over the very bytes that came, and logs only
/// for the stream that the stack declares.
/// The signer that it checks with is held to AWS's vectors by <see cref="SignatureV4Tests"/>.
/// </summary>
public sealed class CloudWatchEmulator : IAsyncDisposable
{
    private static readonly AwsCredentials Keys = new("local", "local", "session/token+==", "ap-northeast-2");

    private readonly ConcurrentQueue<(string Signal, byte[] Body, string LogStream)> _taken = new();
    private readonly ConcurrentQueue<string> _rejected = new();
    private readonly WebApplication _app;
    private int _warmUps;

    private CloudWatchEmulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", TakeAsync);
        _app.MapMethods("/", ["HEAD"], () =>
        {
            Interlocked.Increment(ref _warmUps);
            return Results.NotFound();
        });
    }

    /// <summary>Gets the variables of a function that the stack and Lambda set, with this address.</summary>
    public Dictionary<string, string> Variables => new(StringComparer.Ordinal)
    {
        ["Telemetry__CloudWatch"] = "true",
        ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"{_app.Urls.First()}/v1/traces",
        ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = $"{_app.Urls.First()}/v1/logs",
        ["Telemetry__TraceSampling"] = "1",
        ["Telemetry__LogStream"] = "otlp",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "60000",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "60000",
        ["AWS_SESSION_TOKEN"] = "session/token+==",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = "kanban-ApiLog",
        ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/11/24/[$LATEST]0123456789abcdef",
    };

    /// <summary>Gets or sets a value indicating whether all spans are rejected, as in an account without Transaction Search.</summary>
    public bool RejectsSpans { get; set; }

    /// <summary>Gets how many connections were opened ahead of the first export.</summary>
    public int WarmUps => _warmUps;

    /// <summary>Gets why requests were rejected.</summary>
    public IReadOnlyCollection<string> Rejected => _rejected;

    public static async Task<CloudWatchEmulator> StartAsync()
    {
        var standIn = new CloudWatchEmulator();
        await standIn._app.StartAsync();
        return standIn;
    }

    /// <summary>Gets whether a text is in what was taken. Texts stand in protobuf as they are.</summary>
    public bool Has(string text, string signal) =>
        _taken.Any(post => post.Signal == signal && post.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    /// <summary>Gets the streams that logs were sent to.</summary>
    public IEnumerable<string> LogStreams => _taken.Where(post => post.Signal is "logs").Select(post => post.LogStream).Distinct(StringComparer.Ordinal);

    /// <summary>Waits for a text, or for a request that was rejected.</summary>
    public async Task<bool> WaitForAsync(string text, string signal)
    {
        for (var attempt = 0; !Has(text, signal) && _rejected.IsEmpty && attempt < 1200; attempt++)
        {
            await Task.Delay(25);
        }

        return Has(text, signal);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var sent = request.Headers.Authorization.ToString();
        var expected = Sign(signal is "traces" ? "xray" : "logs", request, body);
        if (sent != expected)
        {
            _rejected.Enqueue($"{signal}: {sent} is not {expected}");
            return Results.StatusCode(403);
        }

        if (signal is "traces" && RejectsSpans)
        {
            _rejected.Enqueue("traces: Transaction Search is off");
            return Results.Text("The OTLP API is supported with CloudWatch Logs as a Trace Segment Destination.", statusCode: 400);
        }

        var stream = request.Headers["x-aws-log-stream"].ToString();
        if (signal is "logs" && stream != "otlp")
        {
            _rejected.Enqueue($"logs: there is no stream {stream}");
            return Results.Text("The specified log stream does not exist.", statusCode: 400);
        }

        _taken.Enqueue((signal, body, stream));
        return Results.Ok();
    }

    // What the sender should have written, made anew from what arrived.
    private static string Sign(string service, HttpRequest request, byte[] body)
    {
        var names = request.Headers.Authorization.ToString().Split("SignedHeaders=")[^1].Split(',')[0].Split(';');
        using var again = new HttpRequestMessage(HttpMethod.Post, $"http://{request.Host}{request.Path}") { Content = new ByteArrayContent(body) };
        foreach (var name in names.Where(name => name is not "host" and not "x-amz-date"))
        {
            var headers = name.StartsWith("content-", StringComparison.Ordinal) ? (System.Net.Http.Headers.HttpHeaders)again.Content.Headers : again.Headers;
            headers.TryAddWithoutValidation(name, request.Headers[name].ToString());
        }

        var now = DateTimeOffset.ParseExact(
            request.Headers["x-amz-date"].ToString(), "yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal);
        Assert.InRange(now, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        SignatureV4.Sign(again, service, Keys, now);
        return again.Headers.NonValidated["Authorization"].ToString();
    }
}

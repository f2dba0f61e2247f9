using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Tests.ServiceDefaults;

/// <summary>Takes OTLP over HTTP and keeps what was sent. Texts stand in protobuf as they are, so they can be searched for.</summary>
public sealed class OtlpCapture : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body, long At)> _posts = new();
    private readonly WebApplication _app;

    private OtlpCapture()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _posts.Enqueue((signal, body.ToArray(), Stopwatch.GetTimestamp()));
        });
    }

    /// <summary>Gets the variables that send a process's telemetry here.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "60000",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "60000",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "60000",
    };

    public static async Task<OtlpCapture> StartAsync()
    {
        var capture = new OtlpCapture();
        await capture._app.StartAsync();
        return capture;
    }

    /// <summary>Gets whether a text was sent.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="signal"><c>traces</c>, <c>logs</c> or <c>metrics</c>; null for any.</param>
    public bool Has(string text, string? signal = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _posts.Any(post => (signal is null || post.Path == signal) && post.Body.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>Gets when posts of a signal arrived, see <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public IEnumerable<long> Times(string signal) => _posts.Where(post => post.Path == signal).Select(post => post.At);

    /// <summary>Shows what was sent as text, for a failed assertion.</summary>
    /// <param name="around">Only what stands around this text; null for everything.</param>
    public string Show(string? around = null) => string.Join('\n', _posts.Select(post =>
    {
        var text = string.Concat(Encoding.UTF8.GetString(post.Body).Where(letter => !char.IsControl(letter)));
        var at = around is null ? 0 : text.IndexOf(around, StringComparison.Ordinal);
        return at < 0 ? null : $"{post.Path}: {(around is null ? text : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)])}";
    }).OfType<string>());

    /// <summary>Waits for a text.</summary>
    public async Task<bool> WaitForAsync(string text, string signal)
    {
        for (var attempt = 0; !Has(text, signal) && attempt < 400; attempt++)
        {
            await Task.Delay(25);
        }

        return Has(text, signal);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

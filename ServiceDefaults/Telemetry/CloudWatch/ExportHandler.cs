using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;

namespace KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

/// <summary>
/// Sends each batch of an exporter, once more when it met a transient error, and counts what was rejected or lost: the exporter itself
/// drops that without a word.
/// </summary>
/// <param name="signal"><c>traces</c> or <c>logs</c>.</param>
/// <param name="inner">Sends a batch.</param>
internal sealed class ExportHandler(string signal, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxAttempts = 2;
    private const int MaxPauseMs = 100;
    private const int MaxReasonLength = 500;

    // A connection that Lambda froze may be dead when it thaws, and the time of its attempt is over then; the next has its own.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    private static readonly Meter Meter = new("KanbanAspire.Telemetry");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>(
        "kanban.telemetry.failed", "{export}", "Exports of spans or logs that were rejected or lost, by signal.");

    private bool _hasSaidWhy;

    /// <summary>Sends a batch; the exporter does so on a thread of its own, one batch at a time.</summary>
    /// <param name="request">The batch.</param>
    /// <param name="cancellationToken">Not observed: the time of an attempt is limited here.</param>
    /// <returns>The response, whatever it is.</returns>
    /// <exception cref="HttpRequestException">Both attempts failed without a response.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var timeout = new CancellationTokenSource(AttemptTimeout);
            try
            {
                var response = base.Send(request, timeout.Token);
                response.Content.LoadIntoBufferAsync(timeout.Token).GetAwaiter().GetResult();
                if (attempt == MaxAttempts || !IsTransient(response.StatusCode))
                {
                    Count(response);
                    return response;
                }

                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                if (attempt == MaxAttempts)
                {
                    Count(e.Message);
                    throw new HttpRequestException($"The export of {signal} failed.", e);
                }
            }

            Thread.Sleep(Random.Shared.Next(MaxPauseMs));
        }
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The exporter sends synchronously.");

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private void Count(HttpResponseMessage response)
    {
        using var buffer = new MemoryStream();
        response.Content.CopyTo(buffer, context: null, CancellationToken.None);
        var body = buffer.ToArray();
        // A success may name a number of records that were rejected: field 1 (partial_success) with field 1 (the number).
        // https://opentelemetry.io/docs/specs/otlp/#partial-success-1
        if (!response.IsSuccessStatusCode || body is [0x0a, _, 0x08, ..])
        {
            Count($"{(int)response.StatusCode} {Encoding.UTF8.GetString(body)}");
        }
    }

    private void Count(string reason)
    {
        Failed.Add(1, new TagList { { "otel.signal", signal } });
        if (!_hasSaidWhy)
        {
            // Past the logger, whose records would be exported as well. Once a process: the metric counts, this explains.
            _hasSaidWhy = true;
            Console.Error.WriteLine($"The export of {signal} failed: {(reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason)}");
        }
    }
}

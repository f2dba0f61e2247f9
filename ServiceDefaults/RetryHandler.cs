using System.Net;

namespace KanbanAspire.ServiceDefaults;

/// <summary>
/// Repeats outgoing reads that met a passing fault, within the time an API caller can wait. It stands in for a resilience
/// library, which would be a tenth of a function's binary.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private const int MaxAttempts = 3;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempts = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head ? MaxAttempts : 1;
        for (var attempt = 1; ; attempt++)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(AttemptTimeout);
            try
            {
                var response = await base.SendAsync(request, timeout.Token);
                if (attempt == attempts || !IsPassing(response.StatusCode))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < attempts)
            {
                // The next attempt, or its exception, tells.
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == attempts)
                {
                    throw new HttpRequestException($"{request.RequestUri?.Host} took longer than {AttemptTimeout.TotalSeconds} s.", e);
                }
            }

            // Full jitter: callers that failed together do not come back together.
            await Task.Delay(Pause * (attempt * 2 * Random.Shared.NextDouble()), cancellationToken);
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}

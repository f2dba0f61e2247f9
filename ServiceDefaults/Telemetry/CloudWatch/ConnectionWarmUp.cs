using OpenTelemetry;

namespace KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

/// <summary>
/// Opens the connection of an exporter while Lambda initializes the function: a TLS handshake rarely fits into the 50 ms of a flush, on the
/// small share of a processor that a function has afterwards.
/// </summary>
internal static class ConnectionWarmUp
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Begins to open it, without waiting: it goes on beside the rest of the initialization, and the first export can do without it.</summary>
    /// <param name="handler">Handler whose pool keeps the connection; it stays open.</param>
    /// <param name="endpoint">Address of the export.</param>
    /// <returns>A task that never fails.</returns>
    internal static Task Start(HttpMessageHandler handler, Uri endpoint) => Task.Run(() => OpenAsync(handler, new Uri(endpoint, "/")));

    private static async Task OpenAsync(HttpMessageHandler handler, Uri address)
    {
        using var limit = new CancellationTokenSource(Limit);
        // What delivers telemetry makes none.
        using var silence = SuppressInstrumentationScope.Begin();
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        // Unsigned and without a body: whatever is answered, the connection is open then.
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        try
        {
            using var response = await invoker.SendAsync(request, limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The exports will say what is wrong.
        }
    }
}

using System.Net;
using System.Runtime.InteropServices;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The loop that every Lambda function runs: ask for the next event, handle it, post the result, again. One process has one
/// event at a time; Lambda scales by starting more processes.
/// </summary>
/// <param name="handler">Handles one event.</param>
/// <param name="initializer">Runs once before the first event; null for nothing.</param>
public sealed class LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null) : IDisposable
{
    private const int MaxFailuresInARow = 5;

    // Lambda sends SIGKILL 300 ms after SIGTERM.
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromMilliseconds(250);

    private readonly RuntimeApiClient _api = new();

    /// <summary>Creates the loop around a wrapped handler.</summary>
    /// <param name="handlerWrapper">Handles one event.</param>
    /// <param name="initializer">Runs once before the first event; null for nothing.</param>
    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer? initializer = null)
        : this(handlerWrapper.Handler, initializer)
    {
    }

    /// <summary>Serves events until SIGTERM or cancellation.</summary>
    /// <param name="cancellationToken">Ends the loop; an event that is being handled is finished first.</param>
    /// <returns>A task that ends with the loop.</returns>
    /// <exception cref="HttpRequestException">The Runtime API stayed away over several attempts.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
            _ = Task.Delay(ShutdownGrace, CancellationToken.None).ContinueWith(_ => Environment.Exit(0), TaskScheduler.Default);
        });
        if (!await InitializeAsync())
        {
            return;
        }

        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                await HandleNextAsync(stop.Token);
                failures = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException && ++failures < MaxFailuresInARow)
            {
                await Console.Error.WriteLineAsync($"Lambda Runtime API at {_api.Address}: {e.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(50 << failures), CancellationToken.None);
            }
        }
    }

    /// <summary>Closes the connection to the Runtime API.</summary>
    public void Dispose() => _api.Dispose();

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return initializer is null || await initializer();
        }
        catch (Exception e)
        {
            await _api.ReportInitErrorAsync(e.GetType().Name, e.Message, e.StackTrace);
            throw;
        }
    }

    private async Task HandleNextAsync(CancellationToken stop)
    {
        using var invocation = await _api.NextAsync(stop);
        var requestId = invocation.LambdaContext.AwsRequestId;
        // Where the AWS X-Ray and OpenTelemetry SDKs look for the trace of the invocation.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.LambdaContext.TraceId);
        InvocationResponse result;
        try
        {
            result = await handler(invocation);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{requestId}\tfail\t{e}");
            await _api.ReportErrorAsync(requestId, e.GetType().Name, e.Message, e.StackTrace);
            return;
        }

        try
        {
            await PostAsync(requestId, result.OutputStream);
        }
        finally
        {
            if (result.DisposeOutputStream)
            {
                // Not DisposeAsync: the real loop does not call it either.
                result.OutputStream.Dispose();
            }
        }
    }

    private async Task PostAsync(string requestId, Stream output)
    {
        var status = await _api.RespondAsync(requestId, output);
        if (status == HttpStatusCode.RequestEntityTooLarge)
        {
            const string TooLarge = "Response payload size exceeded maximum allowed payload size (6291556 bytes).";
            await Console.Error.WriteLineAsync($"{requestId}\tfail\t{TooLarge}");
            await _api.ReportErrorAsync(requestId, "Function.ResponseSizeTooLarge", TooLarge, stackTrace: null);
        }
    }
}

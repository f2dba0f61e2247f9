using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Speaks the Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html): the function asks for
/// its next event and posts what came of it. All of it is outgoing HTTP; a function listens to nothing.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private readonly string _runtime;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // Polling is no part of any trace.
        ActivityHeadersPropagator = null,
    });

    public RuntimeApiClient()
    {
        Address = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address
            ? address
            : throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this process was not started as a Lambda function.");
        _runtime = $"http://{Address}/2018-06-01/runtime/";
    }

    /// <summary>Gets host, port and, for an emulator, the path of the Runtime API.</summary>
    public string Address { get; }

    /// <summary>Waits, without a limit, for the next event.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is away, broke off, or answered with an error.</exception>
    public async Task<(LambdaContext Context, MemoryStream Event)> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _runtime + "invocation/next");
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (new LambdaContext(response.Headers), new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
    }

    /// <summary>Posts the result.</summary>
    /// <returns>The status: 202 when it was taken, 413 when it is over 6 MB.</returns>
    public Task<HttpStatusCode> RespondAsync(string requestId, Stream result) =>
        PostAsync($"invocation/{requestId}/response", new StreamContent(result), errorType: null);

    /// <summary>Posts that the invocation failed.</summary>
    public Task ReportErrorAsync(string requestId, string errorType, string message, string? stackTrace) =>
        PostAsync($"invocation/{requestId}/error", ErrorBody(errorType, message, stackTrace), errorType);

    /// <summary>Posts that the function cannot serve at all.</summary>
    public Task ReportInitErrorAsync(string errorType, string message, string? stackTrace) =>
        PostAsync("init/error", ErrorBody(errorType, message, stackTrace), errorType);

    public void Dispose() => _http.Dispose();

    private async Task<HttpStatusCode> PostAsync(string path, HttpContent content, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _runtime + path) { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (errorType is not null)
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        }

        using var response = await _http.SendAsync(request, CancellationToken.None);
        return response.StatusCode;
    }

    // {"errorType":"InvalidOperationException","errorMessage":"...","stackTrace":["at ...","at ..."]}
    private static ByteArrayContent ErrorBody(string errorType, string message, string? stackTrace)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("errorType", errorType);
            json.WriteString("errorMessage", message);
            json.WriteStartArray("stackTrace");
            foreach (var line in (stackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.ToArray());
    }
}

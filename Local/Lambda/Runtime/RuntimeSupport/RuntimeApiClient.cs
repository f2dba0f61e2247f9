using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Speaks the Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html): the function asks for
/// its next event and posts the result. All of it is outgoing HTTP; a function listens to nothing.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private readonly string _runtime;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
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
    /// <exception cref="HttpRequestException">The Runtime API is unavailable, broke off, or answered with an error.</exception>
    public async Task<InvocationRequest> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _runtime + "invocation/next");
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new InvocationRequest(
            new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken)), new LambdaContext(response.Headers));
    }

    /// <summary>Posts the result. The stream stays open.</summary>
    /// <returns>The status: 202 when it was accepted, 413 when it is over 6 MB.</returns>
    public async Task<HttpStatusCode> RespondAsync(string requestId, Stream result)
    {
        using var response = await PostAsync($"invocation/{requestId}/response", new StreamContent(result), errorType: null);
        return response.StatusCode;
    }

    /// <summary>Posts that the invocation failed.</summary>
    /// <exception cref="RuntimeApiClientException">The Runtime API accepted it, and answered with something that is not JSON.</exception>
    public Task ReportErrorAsync(string requestId, string errorType, string message, string? stackTrace) =>
        ReportAsync($"invocation/{requestId}/error", errorType, message, stackTrace);

    /// <summary>Posts that the function cannot serve at all.</summary>
    /// <exception cref="RuntimeApiClientException">The Runtime API accepted it, and answered with something that is not JSON.</exception>
    public Task ReportInitErrorAsync(string errorType, string message, string? stackTrace) =>
        ReportAsync("init/error", errorType, message, stackTrace);

    public void Dispose() => _http.Dispose();

    private async Task ReportAsync(string path, string errorType, string message, string? stackTrace)
    {
        using var response = await PostAsync(path, ErrorBody(errorType, message, stackTrace), errorType);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            return;
        }

        try
        {
            // {"status":"OK"}
            using var status = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        }
        catch (JsonException e)
        {
            throw new RuntimeApiClientException("Could not deserialize the response body.", e);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string path, HttpContent content, string? errorType)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(
            errorType is null ? "application/json" : "application/vnd.aws.lambda.error+json");
        // Not disposed: that would dispose the stream of the result, which is its owner's to do.
        var request = new HttpRequestMessage(HttpMethod.Post, _runtime + path) { Content = content };
        if (errorType is not null)
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        }

        return await _http.SendAsync(request, CancellationToken.None);
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

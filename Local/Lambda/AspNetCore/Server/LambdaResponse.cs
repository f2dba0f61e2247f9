using System.IO.Pipelines;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Amazon.Lambda.AspNetCoreServer.Internal;

/// <summary>
/// Collects what the application answers, with the peculiarities of the real package: the answer never counts as started, callbacks
/// run in the order of their registration, and a missing content type is a header without a value.
/// </summary>
/// <param name="options">Which media types are binary.</param>
internal sealed class LambdaResponse(HostingOptions options) : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly List<(Func<object, Task> Callback, object State)> _onStarting = [];
    private readonly List<(Func<object, Task> Callback, object State)> _onCompleted = [];

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = new MemoryStream();

    public bool HasStarted => false;

    public Stream Stream => Body;

    public PipeWriter Writer => field ??= PipeWriter.Create(Stream);

    public void AddTo(IFeatureCollection features)
    {
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseBodyFeature>(this);
    }

    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Add((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Add((callback, state));

    public void DisableBuffering()
    {
        // The whole answer is one message.
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => Task.CompletedTask;

    public Task FireOnStartingAsync() => FireAsync(_onStarting);

    public Task FireOnCompletedAsync() => FireAsync(_onCompleted);

    public APIGatewayHttpApiV2ProxyResponse ToPayload()
    {
        var payload = new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = StatusCode,
            Headers = new Dictionary<string, string?>(StringComparer.Ordinal),
        };
        foreach (var (name, values) in Headers)
        {
            if (name.Equals(HeaderNames.SetCookie, StringComparison.OrdinalIgnoreCase))
            {
                payload.Cookies = values.ToArray()!;
            }
            else
            {
                payload.Headers[name] = string.Join(',', values.AsEnumerable());
            }
        }

        var contentType = Headers.ContentType.ToString();
        if (contentType.Length == 0)
        {
            payload.Headers[HeaderNames.ContentType] = null;
        }

        var body = ReadBody();
        payload.IsBase64Encoded = options.IsBinary(contentType, Headers.ContentEncoding.ToString());
        payload.Body = payload.IsBase64Encoded ? Convert.ToBase64String(body) : Encoding.UTF8.GetString(body);
        return payload;
    }

    private ReadOnlySpan<byte> ReadBody()
    {
        if (Body is MemoryStream body && body.TryGetBuffer(out var buffer))
        {
            return buffer;
        }

        using var copy = new MemoryStream();
        Body.Position = 0;
        Body.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task FireAsync(List<(Func<object, Task> Callback, object State)> callbacks)
    {
        foreach (var (callback, state) in callbacks)
        {
            await callback(state);
        }
    }
}

using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Collects what the application answers and writes it as a payload 2.0 response.</summary>
internal sealed class LambdaResponse : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ResponseBuffer _buffer = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = new();
    private bool _started;

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    // The old way to the body, kept in the interface for servers of the past.
    public Stream Body { get => Stream; set => throw new NotSupportedException("Replace IHttpResponseBodyFeature."); }

    public bool HasStarted => _started || _buffer.Length > 0;

    public Stream Stream => field ??= _buffer.AsStream();

    public PipeWriter Writer => _buffer;

    public void AddTo(IFeatureCollection features)
    {
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseBodyFeature>(this);
    }

    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Push((callback, state));

    public void DisableBuffering()
    {
        // The whole answer is one message.
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await FireOnStartingAsync();
        _started = true;
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => StartAsync();

    public Task FireOnStartingAsync() => FireAsync(_onStarting);

    public Task FireOnCompletedAsync() => FireAsync(_onCompleted);

    public void Reset(int statusCode)
    {
        StatusCode = statusCode;
        Headers.Clear();
        _buffer.Clear();
    }

    public MemoryStream ToPayload()
    {
        var body = _buffer.Written.Span;
        var payload = new MemoryStream(body.Length + 512);
        using (var json = new Utf8JsonWriter(payload, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode"u8, StatusCode);
            json.WriteStartObject("headers"u8);
            foreach (var (name, values) in Headers)
            {
                if (values.Count > 0 && !name.Equals(HeaderNames.SetCookie, StringComparison.OrdinalIgnoreCase))
                {
                    json.WriteString(name, values.Count == 1 ? values[0] : string.Join(',', values.AsEnumerable()));
                }
            }

            json.WriteEndObject();
            if (Headers.SetCookie is { Count: > 0 } cookies)
            {
                json.WriteStartArray("cookies"u8);
                foreach (var cookie in cookies)
                {
                    json.WriteStringValue(cookie);
                }

                json.WriteEndArray();
            }

            var isText = IsText(Headers.ContentType, Headers.ContentEncoding) && Utf8.IsValid(body);
            if (isText)
            {
                json.WriteString("body"u8, body);
            }
            else
            {
                json.WriteBase64String("body"u8, body);
            }

            json.WriteBoolean("isBase64Encoded"u8, !isText);
            json.WriteEndObject();
        }

        payload.Position = 0;
        return payload;
    }

    private static bool IsText(string? contentType, string? contentEncoding)
    {
        if (!string.IsNullOrEmpty(contentEncoding) || contentType is null)
        {
            return contentType is null && string.IsNullOrEmpty(contentEncoding);
        }

        var type = contentType.AsSpan();
        type = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("javascript", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task FireAsync(Stack<(Func<object, Task> Callback, object State)> callbacks)
    {
        while (callbacks.TryPop(out var entry))
        {
            await entry.Callback(entry.State);
        }
    }
}

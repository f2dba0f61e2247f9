using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using KanbanAspire.Local.Tokens;

namespace KanbanAspire.Local.ApiGateway;

/// <summary>
/// Takes a request the way of an HTTP API: throttle, CORS, route, authorizer, function, answer, one access log line.
/// </summary>
internal sealed class Gateway(GatewayConfiguration configuration, RouteTable routes, JwtAuthorizer? authorizer, HttpMessageInvoker lambda)
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    private const int MaxBodyBytes = 10 * 1024 * 1024;
    private const int MaxHeaderBytes = 10_240;

    private readonly Cors _cors = new(configuration.CorsOrigins);
    private readonly TokenBucketRateLimiter? _throttle = configuration.Throttle is not var (rate, burst) ? null : new(new()
    {
        TokenLimit = burst,
        TokensPerPeriod = Math.Max(1, rate / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(rate >= 10 ? 100 : 1000.0 / rate),
        QueueLimit = 0,
    });

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var request = new GatewayRequest(context);
        context.Response.Headers["apigw-requestid"] = request.RequestId;
        try
        {
            await AnswerAsync(request);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException && !context.Response.HasStarted)
        {
            await RefuseAsync(request, (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "Bad Request", e.Message);
        }

        WriteAccessLog(request, Stopwatch.GetElapsedTime(started));
        NameSpan(request);
    }

    private static void NameSpan(GatewayRequest request)
    {
        if (request.Span is { } span && request.Route.Key.Split(' ') is [_, ['/', ..] path])
        {
            span.DisplayName = $"{request.Context.Request.Method} {path}";
            span.SetTag("http.route", path);
        }
    }

    private async Task AnswerAsync(GatewayRequest request)
    {
        var context = request.Context;
        if (_throttle is not null && !_throttle.AttemptAcquire().IsAcquired)
        {
            await RefuseAsync(request, StatusCodes.Status429TooManyRequests, "Too Many Requests", "throttled");
        }
        else if (HeaderBytes(context.Request) > MaxHeaderBytes)
        {
            await RefuseAsync(request, StatusCodes.Status431RequestHeaderFieldsTooLarge, "Request Header Fields Too Large", "headers too large");
        }
        else if (_cors.AnswersPreflight(context))
        {
            request.Route = request.Route with { Key = "OPTIONS preflight" };
        }
        else if (request.Segments is not { } segments)
        {
            await RefuseAsync(request, StatusCodes.Status400BadRequest, "Bad Request", "the path is no percent-encoded UTF-8");
        }
        else if (routes.Find(context.Request.Method, segments) is not var (route, variables))
        {
            await RefuseAsync(request, StatusCodes.Status404NotFound, "Not Found", "no route");
        }
        else
        {
            (request.Route, request.Variables) = (route, variables);
            if (!route.RequiresToken || await IsAuthorizedAsync(request))
            {
                await InvokeAsync(request);
            }
        }
    }

    private async Task<bool> IsAuthorizedAsync(GatewayRequest request)
    {
        var check = authorizer is null
            ? TokenCheck.Unauthorized("no issuer is configured")
            : await authorizer.CheckAsync(request.Context.Request.Headers.Authorization, request.Route.Scopes);
        request.Token = check.Token;
        if (check.Token is not null)
        {
            return true;
        }

        request.Context.Response.Headers.WWWAuthenticate = check.Challenge;
        await (check.IsForbidden
            ? RefuseAsync(request, StatusCodes.Status403Forbidden, "Forbidden", check.Challenge)
            : RefuseAsync(request, StatusCodes.Status401Unauthorized, "Unauthorized", check.Challenge));
        return false;
    }

    private async Task InvokeAsync(GatewayRequest request)
    {
        if (await ReadBodyAsync(request.Context.Request) is not { } body)
        {
            await RefuseAsync(request, StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large", "body over 10 MB");
            return;
        }

        var started = Stopwatch.GetTimestamp();
        using var timeout = new CancellationTokenSource(configuration.IntegrationTimeoutMs);
        try
        {
            using var invocation = new HttpRequestMessage(HttpMethod.Post, request.Route.InvokeUri)
            {
                Content = new ReadOnlyMemoryContent(RequestEvent.Write(request, body.Span)),
                Headers = { { "X-Amzn-Trace-Id", request.TraceId } },
            };
            using var response = await lambda.SendAsync(invocation, timeout.Token);
            var result = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            request.IntegrationLatencyMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await PassOnAsync(request, response, result);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            await RefuseAsync(request, StatusCodes.Status503ServiceUnavailable, "Service Unavailable", "the function took too long");
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException && !request.Context.Response.HasStarted)
        {
            await RefuseAsync(request, StatusCodes.Status503ServiceUnavailable, "Service Unavailable", $"Lambda cannot be reached: {e.Message}");
        }
    }

    private async Task PassOnAsync(GatewayRequest request, HttpResponseMessage response, byte[] result)
    {
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
        {
            await RefuseAsync(request, StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large", "event over 6 MB");
        }
        else if (response.StatusCode != HttpStatusCode.OK)
        {
            await RefuseAsync(request, StatusCodes.Status503ServiceUnavailable, "Service Unavailable", $"Lambda answered {(int)response.StatusCode}");
        }
        else if (response.Headers.Contains("X-Amz-Function-Error"))
        {
            await RefuseAsync(request, StatusCodes.Status500InternalServerError, "Internal Server Error", "the function failed");
        }
        else if (FunctionReply.Read(result) is not { } reply || !TryCopyHeaders(reply, request.Context.Response))
        {
            await RefuseAsync(request, StatusCodes.Status500InternalServerError, "Internal Server Error", "the function's result is no HTTP response");
        }
        else
        {
            _cors.Apply(request.Context);
            if (reply.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified))
            {
                request.Context.Response.ContentLength = reply.Body.Length;
                await request.Context.Response.Body.WriteAsync(reply.Body, request.Context.RequestAborted);
            }
        }
    }

    private static bool TryCopyHeaders(FunctionReply reply, HttpResponse response)
    {
        response.StatusCode = reply.StatusCode;
        try
        {
            foreach (var (name, value) in reply.Headers)
            {
                response.Headers[name] = value;
            }

            response.Headers.SetCookie = reply.Cookies.ToArray();
            return true;
        }
        catch (InvalidOperationException)
        {
            // A name or value that HTTP does not allow.
            return false;
        }
    }

    private async Task RefuseAsync(GatewayRequest request, int status, string message, string reason)
    {
        var response = request.Context.Response;
        request.Error = reason;
        response.StatusCode = status;
        response.ContentType = "application/json";
        _cors.Apply(request.Context);
        await response.WriteAsync($$"""{"message":"{{message}}"}""", CancellationToken.None);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MaxBodyBytes)
            {
                return null;
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static int HeaderBytes(HttpRequest request) =>
        request.Method.Length + request.Path.Value!.Length + (request.QueryString.Value?.Length ?? 0) + request.Protocol.Length
        + request.Headers.Sum(h => h.Key.Length + h.Value.Sum(v => v?.Length ?? 0));

    // The line the deployed stage writes; neither a path nor a header, which may hold what is secret.
    private static void WriteAccessLog(GatewayRequest request, TimeSpan latency)
    {
        var http = request.Context.Request;
        Console.Out.WriteLine(JsonSerializer.Serialize(new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["requestId"] = request.RequestId,
            ["ip"] = request.SourceIp,
            ["requestTime"] = request.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
            ["httpMethod"] = http.Method,
            ["routeKey"] = request.Route.Key,
            ["status"] = request.Context.Response.StatusCode.ToString(CultureInfo.InvariantCulture),
            ["protocol"] = http.Protocol,
            ["responseLatency"] = ((long)latency.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            ["integrationLatency"] = request.IntegrationLatencyMs.ToString(CultureInfo.InvariantCulture),
            ["error"] = request.Error ?? "-",
        }, GatewayJson.Default.SortedDictionaryStringString));
    }
}

using System.Text.Json;

namespace KanbanAspire.Local.Lambda;

/// <summary>
/// The Invoke API, which callers use: the gateway, the AWS CLI, an SDK. See
/// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.
/// </summary>
internal static class InvokeApi
{
    private const int MaxEventBytes = 1_048_576;
    private const int AsynchronousAttempts = 3;

    public static void MapInvokeApi(this IEndpointRouteBuilder app, IReadOnlyDictionary<string, Function> functions) =>
        app.MapPost("/2015-03-31/functions/{name}/invocations", context => InvokeAsync(context, functions));

    public static string Arn(string name) => $"arn:aws:lambda:ap-northeast-2:000000000000:function:{name}";

    public static Task WriteJsonAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json).AsTask();
    }

    /// <summary>Reads a body of limited size.</summary>
    /// <returns>The body, or null when it is larger; then the rest is left unread.</returns>
    public static async Task<byte[]?> ReadAtMostAsync(this HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > maxBytes)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }

    private static async Task InvokeAsync(HttpContext context, IReadOnlyDictionary<string, Function> functions)
    {
        // A name may also be an ARN or end in a qualifier.
        var name = context.Request.RouteValues["name"]!.ToString()!;
        if (!functions.TryGetValue(name, out var function) && !functions.TryGetValue(name.Split(':')[^1], out function))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "ResourceNotFoundException", $"Function not found: {Arn(name)}");
            return;
        }

        var type = context.Request.Headers["X-Amz-Invocation-Type"].FirstOrDefault() ?? "RequestResponse";
        var limit = type is "Event" ? MaxEventBytes : RuntimeApi.MaxPayloadBytes;
        var payload = await context.Request.ReadAtMostAsync(limit);
        if (payload is null)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException",
                $"Request must be smaller than {limit} bytes for the InvokeFunction operation");
            return;
        }

        payload = payload.Length == 0 ? "{}"u8.ToArray() : payload;
        if (!IsJson(payload))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestContentException", "Could not parse request body into json");
            return;
        }

        switch (type)
        {
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "Event":
                _ = DeliverAsync(function, payload, TraceId(context));
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            default:
                await AnswerAsync(context, function, payload);
                break;
        }
    }

    private static async Task AnswerAsync(HttpContext context, Function function, byte[] payload)
    {
        var invocation = new Invocation(payload, TraceId(context), context.Request.Headers["X-Amz-Client-Context"]);
        var result = await function.InvokeAsync(invocation);
        if (result.IsThrottled)
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "TooManyRequestsException", "Rate Exceeded.");
            return;
        }

        var headers = context.Response.Headers;
        headers["x-amzn-RequestId"] = invocation.RequestId;
        headers["X-Amzn-Trace-Id"] = invocation.TraceId;
        headers["X-Amz-Executed-Version"] = "$LATEST";
        if (result.IsError)
        {
            headers["X-Amz-Function-Error"] = "Unhandled";
        }

        await WriteJsonAsync(context, StatusCodes.Status200OK, result.Payload);
    }

    // Lambda tries an asynchronous event again after one minute and after two more, then drops it.
    private static async Task DeliverAsync(Function function, byte[] payload, string? traceId)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await function.InvokeAsync(new Invocation(payload, traceId, clientContext: null));
            if (result is { IsError: false, IsThrottled: false })
            {
                return;
            }

            if (attempt == AsynchronousAttempts)
            {
                await Console.Error.WriteLineAsync($"[{function.Name}] event dropped after {attempt} attempts: {System.Text.Encoding.UTF8.GetString(result.Payload)}");
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(function.Configuration.RetryDelaySeconds * attempt));
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = type;
        return WriteJsonAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Type"] = "User", ["message"] = message },
            EmulatorJson.Default.DictionaryStringString));
    }

    private static string? TraceId(HttpContext context) => context.Request.Headers["X-Amzn-Trace-Id"];

    private static bool IsJson(byte[] payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                // Reading is checking.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

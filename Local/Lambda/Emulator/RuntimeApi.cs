using System.Globalization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace KanbanAspire.Local.Lambda;

/// <summary>
/// The Runtime API, which the function processes poll. Its first path segment names the function and, after a colon, the
/// process; a process that nobody supervises leaves the number out.
/// </summary>
internal static class RuntimeApi
{
    /// <summary>Limit of an event and of a result: 6 MB and a little for the envelope.</summary>
    public const int MaxPayloadBytes = 6_291_556;

    public static void MapRuntimeApi(this IEndpointRouteBuilder app, IReadOnlyDictionary<string, Function> functions)
    {
        var runtime = app.MapGroup("/{environment}/2018-06-01/runtime");
        runtime.MapGet("/invocation/next", context => With(context, functions, NextAsync));
        runtime.MapPost("/invocation/{requestId}/response", context => With(context, functions, RespondAsync));
        runtime.MapPost("/invocation/{requestId}/error", context => With(context, functions, FailAsync));
        runtime.MapPost("/init/error", context => With(context, functions, FailInitAsync));
    }

    private static async Task With(
        HttpContext context, IReadOnlyDictionary<string, Function> functions, Func<HttpContext, Function, int?, Task> handler)
    {
        var parts = context.Request.RouteValues["environment"]!.ToString()!.Split(':', 2);
        if (!functions.TryGetValue(parts[0], out var function))
        {
            await WriteErrorAsync(context, StatusCodes.Status404NotFound, "FunctionNotFound", $"There is no function {parts[0]}.");
            return;
        }

        var id = parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        try
        {
            await handler(context, function, id);
        }
        catch (Exception e) when (e is OperationCanceledException or BadHttpRequestException or IOException)
        {
            // The process has gone, or broke off in the middle of its answer.
            if (context.Request.RouteValues["requestId"] is string requestId)
            {
                function.Complete(requestId, InvocationResult.Error("Runtime.TruncatedResponse", $"RequestId: {requestId} Error: the response broke off."));
            }

            context.Abort();
        }
    }

    private static async Task NextAsync(HttpContext context, Function function, int? id)
    {
        var connection = context.Connection.Id;
        if (id is null)
        {
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed.Register(() => function.Close(connection));
        }

        var invocation = await function.NextAsync(id, connection, context.RequestAborted);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = InvokeApi.Arn(function.Name);
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        if (invocation.ClientContext is { } clientContext)
        {
            headers["Lambda-Runtime-Client-Context"] = clientContext;
        }

        await InvokeApi.WriteJsonAsync(context, StatusCodes.Status200OK, invocation.Payload);
    }

    private static async Task RespondAsync(HttpContext context, Function function, int? id)
    {
        if (await context.Request.ReadAtMostAsync(MaxPayloadBytes) is not { } payload)
        {
            await WriteErrorAsync(
                context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({MaxPayloadBytes} bytes).");
            return;
        }

        await AcceptAsync(context, function, new InvocationResult(payload));
    }

    private static async Task FailAsync(HttpContext context, Function function, int? id)
    {
        var error = await context.Request.ReadAtMostAsync(MaxPayloadBytes) ?? [];
        await AcceptAsync(context, function, new InvocationResult(error, IsError: true));
    }

    private static async Task FailInitAsync(HttpContext context, Function function, int? id)
    {
        function.FailInit(await context.Request.ReadAtMostAsync(MaxPayloadBytes) ?? []);
        await InvokeApi.WriteJsonAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}"""u8.ToArray());
    }

    private static Task AcceptAsync(HttpContext context, Function function, InvocationResult result) =>
        function.Complete(context.Request.RouteValues["requestId"]!.ToString()!, result)
            ? InvokeApi.WriteJsonAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}"""u8.ToArray())
            : WriteErrorAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");

    private static Task WriteErrorAsync(HttpContext context, int status, string type, string message) =>
        InvokeApi.WriteJsonAsync(context, status, InvocationResult.Error(type, message).Payload);
}

using System.Text.Json;

namespace KanbanAspire.Local.Lambda;

/// <summary>Shows and steers the functions; for the orchestrator and its dashboard. AWS has no such API.</summary>
internal static class ManagementApi
{
    public static void MapManagementApi(this IEndpointRouteBuilder app, IReadOnlyDictionary<string, Function> functions)
    {
        app.MapGet("/functions/{name}", context => With(context, functions, _ => Task.CompletedTask));
        app.MapPost("/functions/{name}/start", context => With(context, functions, StartAsync));
        app.MapPost("/functions/{name}/stop", context => With(context, functions, function => function.StopAsync()));
        app.MapPost("/functions/{name}/restart", context => With(context, functions, async function =>
        {
            await function.StopAsync();
            await StartAsync(function);
        }));
    }

    private static Task StartAsync(Function function)
    {
        function.Start();
        return Task.CompletedTask;
    }

    private static async Task With(
        HttpContext context, IReadOnlyDictionary<string, Function> functions, Func<Function, Task> action)
    {
        if (!functions.TryGetValue(context.Request.RouteValues["name"]!.ToString()!, out var function))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await action(function);
        var status = function.Status();
        var isWell = HttpMethods.IsPost(context.Request.Method) || status.State is "Running" or "Stopped";
        await InvokeApi.WriteJsonAsync(
            context,
            isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            JsonSerializer.SerializeToUtf8Bytes(status, EmulatorJson.Default.FunctionStatus));
    }
}

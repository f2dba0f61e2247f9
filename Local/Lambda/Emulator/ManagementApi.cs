using System.Globalization;
using System.Text.Json;

namespace KanbanAspire.Local.Lambda;

/// <summary>Shows the functions, and connects the owner of their processes. AWS has no such API.</summary>
internal static class ManagementApi
{
    public static void MapManagementApi(
        this IEndpointRouteBuilder app, IReadOnlyDictionary<string, Function> functions, Supervision supervision)
    {
        app.MapGet("/functions/{name}", context => With(context, functions, _ => Task.CompletedTask));
        app.MapPut("/functions/{name}/environments/{id}", context => With(context, functions, function => ReportAsync(context, function)));
        app.MapGet("/demands", context => SendDemandsAsync(context, functions.Values, supervision));
    }

    private static async Task ReportAsync(HttpContext context, Function function)
    {
        var report = await JsonSerializer.DeserializeAsync(context.Request.Body, EmulatorJson.Default.EnvironmentReport, context.RequestAborted)
            ?? throw new BadHttpRequestException("The report is null.");
        function.Report(int.Parse(context.Request.RouteValues["id"]!.ToString()!, CultureInfo.InvariantCulture), report);
    }

    // One JSON object a line, as long as the supervisor listens:
    // {"function":"api","action":"start","environment":null,"reason":"2 events wait"}
    private static async Task SendDemandsAsync(HttpContext context, IEnumerable<Function> functions, Supervision supervision)
    {
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var demand in supervision.ReadAsync(functions, context.RequestAborted))
        {
            await context.Response.WriteAsync($"{JsonSerializer.Serialize(demand, EmulatorJson.Default.Demand)}\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
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
        await InvokeApi.WriteJsonAsync(
            context,
            HttpMethods.IsPut(context.Request.Method) || status.State is "Running" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            JsonSerializer.SerializeToUtf8Bytes(status, EmulatorJson.Default.FunctionStatus));
    }
}

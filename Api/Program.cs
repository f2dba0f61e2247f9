using KanbanAspire.Api.Authentication;
using KanbanAspire.Api.Boards;
using KanbanAspire.Api.Http;
using KanbanAspire.Api.Items;
using KanbanAspire.Api.Lambda;
using KanbanAspire.Api.OpenApi;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.Api.Tables;
using KanbanAspire.Api.Telemetry;
using KanbanAspire.Api.Users;
using KanbanAspire.Kanban.Push;
using KanbanAspire.ServiceDefaults;

namespace KanbanAspire.Api;

/// <summary>Composes the Api. Each feature is a folder that adds its services and maps its routes.</summary>
public static class Program
{
    public static void Main(string[] args) => Build(args).Run();

    /// <summary>Composes the Api without starting it.</summary>
    /// <param name="args">Command line, <c>--key=value</c>; wins over environment variables.</param>
    /// <param name="replace">Replaces services in tests; null for none.</param>
    /// <returns>The application.</returns>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = LeanApplication.CreateWebBuilder(args);
        builder.AddServiceDefaults();
        builder.Services
            .AddLambda()
            .AddTables(builder.Configuration)
            .AddAccessTokens(builder.Configuration)
            .AddProblems()
            .AddOpenApiDocument()
            .AddItems()
            .AddBoards(builder.Configuration)
            .AddBoardPush(builder.Configuration)
            .AddUsers()
            .AddBrowserTelemetry(builder.Configuration);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseInvocationTags();
        app.UseResponseTracing();
        app.UseCompression();
        app.UseProblems();
        app.UseDeadline();
        app.UseOriginSecrets();
        app.UseExactPath();
        app.UseViewerAuthorization();
        app.UseRouting();
        app.UseUnknownRoutes();
        app.UseAccessTokens();
        app.UseRouteIds();
        app.UseBodyLimits();
        app.UseCharsets();

        app.MapDefaultEndpoints();
        app.MapItems(app.Configuration);

        var api = app.MapApi();
        api.MapUsers();
        api.MapBoards();
        api.MapBrowserTelemetry(app.Configuration);

        return app;
    }
}

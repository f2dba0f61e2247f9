using KanbanAspire.Local.Cognito.Mail;
using KanbanAspire.Local.Cognito.Pages;
using KanbanAspire.Local.Cognito.Tokens;
using KanbanAspire.Local.Cognito.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KanbanAspire.Local.Cognito;

/// <summary>A user pool on two local addresses.</summary>
public static class CognitoServer
{
    private static readonly TimeSpan OthersStart = TimeSpan.FromSeconds(2);

    /// <summary>Composes the server.</summary>
    /// <param name="args">Command line; configuration is by Cognito__* variables, see <see cref="CognitoOptions"/>.</param>
    /// <param name="configure">Changes services, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        // Requests and their answers carry codes, states and addresses: they are in no log.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("OpenIddict", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        configure?.Invoke(builder);
        var options = builder.Configuration.GetSection("Cognito").Get<CognitoOptions>() ?? new();
        options.DataFolder = Path.GetFullPath(options.DataFolder);
        Directory.CreateDirectory(options.DataFolder);
        builder.ListenOnTwoAddresses(options);
        builder.Services.AddUserPool(options);
        builder.Services.AddOAuth(options);
        builder.Services.AddPages();
        builder.Services.AddMail();
        builder.Services.AddCors();

        var app = builder.Build();
        // Before all else: being alive needs neither keys nor the database.
        app.Map("/health", health => health.Run(context => context.Response.WriteAsync("Healthy")));
        app.UseTwoAddresses(options);
        app.UsePoolStart();
        app.Use((context, next) => Page.WithHeaders(context, next));
        // Browser clients call these from their own origin; no cookie plays a part in them. Pages are nobody else's.
        app.UseWhen(context => IsForClients(context.Request.Path), clients =>
            clients.UseCors(cors => cors.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST")));
        app.UseAuthentication();
        app.MapGet("/oauth2/authorize", AuthorizeApi.Authorize);
        app.MapPages();
        if (options.Domain.IsLoopback)
        {
            app.MapMailbox();
        }

        return app;
    }

    private static bool IsForClients(PathString path) =>
        path.Value is "/oauth2/token" or "/oauth2/userInfo" or "/oauth2/revoke"
        || path.Value!.Contains("/.well-known/", StringComparison.Ordinal);

    private static void AddUserPool(this IServiceCollection services, CognitoOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PoolStart>();
        services.AddDbContext<UserPool>(pool => pool
            .UseSqlite($"Data Source={Path.Combine(options.DataFolder, "pool.db")}").UseOpenIddict());
        services.AddDataProtection().SetApplicationName("Cognito")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "cookies")));
        services.AddIdentityCore<CognitoUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 8;
            })
            .AddUserStore<UserStore>();
        services.AddHttpContextAccessor();
        services.AddScoped<Session>();
        services.AddAuthentication(Session.Scheme).AddCookie(Session.Scheme, cookie =>
        {
            cookie.Cookie.Name = "cognito";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.SlidingExpiration = false;
        });
    }

    /// <summary>
    /// Opens the pool for the first request, and anyhow when the processes that start at the same time have had their turn: the
    /// database library takes longer to warm up than everything else together. Requests wait for it. A folder that cannot be
    /// read ends the server.
    /// </summary>
    private static void UsePoolStart(this WebApplication app)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStarted.Register(() => _ = OpenAsync());
        app.Use(async (context, next) =>
        {
            asked.TrySetResult();
            await ready.Task.WaitAsync(context.RequestAborted);
            await next(context);
        });

        async Task OpenAsync()
        {
            var stopping = app.Lifetime.ApplicationStopping;
            await Task.WhenAny(asked.Task, Task.Delay(OthersStart, stopping));
            var opening = Task.Run(() => app.Services.GetRequiredService<PoolStart>().RunAsync(stopping));
            await Task.WhenAny(opening);
            ready.SetFromTask(opening);
            if (opening.Exception?.InnerException is DataFolderException damaged)
            {
                await Console.Error.WriteLineAsync(damaged.Message);
                Environment.ExitCode = 1;
                app.Lifetime.StopApplication();
            }
            else if (opening.IsCompletedSuccessfully)
            {
                await app.Services.GetRequiredService<PoolStart>().PruneAsync(stopping);
            }
        }
    }
}

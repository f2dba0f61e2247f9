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
        builder.Services.AddOAuth(options, SigningKeys.Open(options.DataFolder));
        builder.Services.AddPages();
        builder.Services.AddMail();
        builder.Services.AddCors();

        var app = builder.Build();
        app.UseTwoAddresses(options);
        app.UseReadiness();
        app.Use((context, next) => Page.WithHeaders(context, next));
        // Browser clients call these from their own origin; no cookie plays a part in them.
        app.UseCors(cors => cors.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST"));
        app.UseAuthentication();
        app.MapGet("/health", context => context.Response.WriteAsync("Healthy"));
        app.MapGet("/oauth2/authorize", AuthorizeApi.Authorize);
        app.MapPages();
        app.MapMailbox();
        return app;
    }

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

    /// <summary>Opens the database while the server starts to listen; requests wait for it.</summary>
    private static void UseReadiness(this WebApplication app)
    {
        var start = app.Services.GetRequiredService<PoolStart>();
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        var ready = Task.Run(async () =>
        {
            try
            {
                await start.RunAsync(lifetime.ApplicationStopping);
            }
            catch (DataFolderException error)
            {
                await Console.Error.WriteLineAsync(error.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                throw;
            }
        });
        app.Use(async (context, next) =>
        {
            await ready;
            await next(context);
        });
    }
}

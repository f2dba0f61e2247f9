using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>Opens the database, tells the clients' addresses to it and, in development alone, adds the demo user.</summary>
internal sealed class PoolStart(IServiceScopeFactory scopes, CognitoOptions options, IHostEnvironment environment,
    ILogger<PoolStart> logger)
{
    public const string DemoEmail = "demo@example.com";
    public const string DemoPassword = "Kanban-2026!";

    /// <summary>Makes the pool ready to take requests.</summary>
    /// <exception cref="DataFolderException">The database is damaged or of another version.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(options.DataFolder, "pool.db");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            // Reads the keys, so that a damaged file is told at the start.
            scope.ServiceProvider.GetRequiredService<Tokens.SigningKeys>();
            var pool = scope.ServiceProvider.GetRequiredService<UserPool>();
            if (!File.Exists(file))
            {
                // What a deleted database has left must not be played into the new one.
                File.Delete(file + "-wal");
                File.Delete(file + "-shm");
                await pool.Database.EnsureCreatedAsync(cancellationToken);
                logger.LogInformation("Made a new user pool in {Folder}", options.DataFolder);
            }

            await RegisterClientsAsync(scope.ServiceProvider, cancellationToken);
            if (environment.IsDevelopment() && options.Domain.IsLoopback && options.Issuer.IsLoopback)
            {
                await AddDemoUserAsync(scope.ServiceProvider.GetRequiredService<UserManager<CognitoUser>>());
            }

            logger.LogInformation("Mail arrives at {Mailbox}", options.DomainUrl + "/mailbox");
        }
        catch (Exception error) when (error is SqliteException || error.InnerException is SqliteException)
        {
            throw new DataFolderException($"Cognito cannot read its user database: delete {file} and start again "
                + $"(users have to sign up again). Reason: {error.GetBaseException().Message}", error);
        }
    }

    /// <summary>Deletes what has expired since the last start.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = DateTimeOffset.UtcNow.AddDays(-1);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>()
            .PruneAsync(before, cancellationToken);
    }

    private async Task RegisterClientsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var clients = services.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var client in Clients.All(options))
        {
            if (await clients.FindByClientIdAsync(client.ClientId!, cancellationToken) is { } known)
            {
                await clients.UpdateAsync(known, client, cancellationToken);
            }
            else
            {
                await clients.CreateAsync(client, cancellationToken);
            }
        }
    }

    private static async Task AddDemoUserAsync(UserManager<CognitoUser> users)
    {
        if (await users.FindByEmailAsync(DemoEmail) is null)
        {
            var demo = new CognitoUser { UserName = DemoEmail, Email = DemoEmail, EmailConfirmed = true };
            await users.CreateAsync(demo, DemoPassword);
        }
    }
}

/// <summary>The two app clients.</summary>
internal static class Clients
{
    public static IEnumerable<OpenIddictApplicationDescriptor> All(CognitoOptions options)
    {
        var web = Client(options.WebClientId, options.WebOrigins.Select(origin => origin + "/callback"),
            options.WebOrigins.Select(origin => origin + "/"));
        web.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        yield return web;

        var course = Client(options.CourseClientId,
            ["https://oauth.pstmn.io/v1/callback", .. options.WebOrigins.Select(origin => origin + "/course/callback")],
            options.WebOrigins.Select(origin => origin + "/"));
        course.Permissions.UnionWith([Permissions.GrantTypes.Implicit, Permissions.ResponseTypes.Token]);
        foreach (var lifetime in (string[])[Settings.TokenLifetimes.AccessToken, Settings.TokenLifetimes.IdentityToken])
        {
            course.Settings[lifetime] = TimeSpan.FromMinutes(15).ToString("c", CultureInfo.InvariantCulture);
        }

        yield return course;
    }

    private static OpenIddictApplicationDescriptor Client(string id, IEnumerable<string> callbacks,
        IEnumerable<string> signOuts)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientType = ClientTypes.Public,
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
            },
        };
        client.Permissions.UnionWith(Tokens.OAuth.AllScopes.Select(scope => Permissions.Prefixes.Scope + scope));
        client.RedirectUris.UnionWith(callbacks.Select(it => new Uri(it)));
        client.PostLogoutRedirectUris.UnionWith(signOuts.Select(it => new Uri(it)));
        return client;
    }
}

using System.Text;
using KanbanAspire.Local.Cognito;
using KanbanAspire.Local.Cognito.Users;
using KanbanAspire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Cognito;

/// <summary>A user pool of its own on free ports, with a clock that tests move and a hasher that counts.</summary>
public sealed class UserPoolServer : IAsyncDisposable
{
    public const string WebClient = "3kanbanaspirelocalweb00001";
    public const string CourseClient = "3kanbanaspirelocalcourse01";
    public const string WebOrigin = "http://localhost:5080";
    public const string Callback = WebOrigin + "/callback";
    public const string CourseCallback = WebOrigin + "/course/callback";
    public const string DemoEmail = "demo@example.com";
    public const string DemoPassword = "Kanban-2026!";

    private readonly WebApplication _app;
    private readonly bool _ownsDataFolder;

    private UserPoolServer(string? dataFolder, string environment, string domainHost, (int Domain, int Issuer) ports, StringBuilder? log)
    {
        Ports = ports;
        _ownsDataFolder = dataFolder is null;
        DataFolder = dataFolder ?? Directory.CreateTempSubdirectory("cognito-").FullName;
        Domain = $"http://{domainHost}:{ports.Domain}";
        IssuerAddress = $"http://localhost:{ports.Issuer}";
        _app = CognitoServer.Build(
            [
                $"--environment={environment}", $"--Cognito:Domain={Domain}", $"--Cognito:Issuer={IssuerAddress}",
                $"--Cognito:WebOrigin={WebOrigin}", $"--Cognito:DataFolder={DataFolder}",
                $"--Cognito:SmtpPort={SmtpPort}", $"--urls=http://localhost:{ports.Domain};{IssuerAddress}",
            ],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Time);
                builder.Services.AddSingleton<IPasswordHasher<CognitoUser>>(Hasher);
                if (log is not null)
                {
                    builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogTo(log));
                }
            });
    }

    public string DataFolder { get; }

    public string Domain { get; }

    public string IssuerAddress { get; }

    public string Issuer => IssuerAddress + "/ap-northeast-2_Local0001";

    public (int Domain, int Issuer) Ports { get; }

    public int SmtpPort { get; } = Repository.FreePort();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public CountingHasher Hasher { get; } = new();

    public IServiceProvider Services => _app.Services;

    public static async Task<UserPoolServer> StartAsync(
        string? dataFolder = null,
        string environment = "Development",
        string domainHost = "localhost",
        (int Domain, int Issuer)? ports = null,
        StringBuilder? log = null)
    {
        var server = new UserPoolServer(
            dataFolder, environment, domainHost, ports ?? (Repository.FreePort(), Repository.FreePort()), log);
        await server._app.StartAsync();
        return server;
    }

    public Visitor NewVisitor() => new(this);

    /// <summary>An authorization request; null takes a parameter away.</summary>
    public string Request(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = WebClient,
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid email",
            ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = Visitor.Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return "?" + string.Join('&', parameters.Where(it => it.Value is not null)
            .Select(it => $"{it.Key}={Uri.EscapeDataString(it.Value!)}"));
    }

    /// <summary>A request of the course's client for the implicit grant.</summary>
    public string ImplicitRequest(params (string Name, string? Value)[] changes) => Request(
    [
        ("client_id", CourseClient), ("response_type", "token"), ("redirect_uri", CourseCallback),
        ("code_challenge", null), ("code_challenge_method", null), .. changes,
    ]);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsDataFolder)
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    /// <summary>Hashes as ever, and counts.</summary>
    public sealed class CountingHasher : IPasswordHasher<CognitoUser>
    {
        private readonly PasswordHasher<CognitoUser> _hasher = new();

        public int Calls { get; private set; }

        public string HashPassword(CognitoUser user, string password)
        {
            Calls++;
            return _hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(CognitoUser user, string hashedPassword, string providedPassword)
        {
            Calls++;
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}

/// <summary>Writes every log line to a text.</summary>
internal sealed class LogTo(StringBuilder text) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (text)
        {
            text.AppendLine(formatter(state, exception)).Append(exception);
        }
    }

    public void Dispose()
    {
    }
}

/// <summary>Shares one pool among the tests of a class.</summary>
public sealed class UserPoolFixture : IAsyncLifetime
{
    private UserPoolServer? _server;

    public UserPoolServer Server => _server ?? throw new InvalidOperationException("The user pool has not been started.");

    public async Task InitializeAsync() => _server = await UserPoolServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

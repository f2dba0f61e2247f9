using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Tests.Support;

/// <summary>The whole system, started once and shared by the tests of the collection <c>System</c>.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly string[] Resources = ["web", "gateway", "api", "scheduler", "cognito", "appsync", "dynamodb", "LambdaServiceEmulator"];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("kanban-aspire-");
    private DistributedApplication? _application;

    /// <summary>Gets the application.</summary>
    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The system has not been started.");

    /// <summary>Gets the front end's address.</summary>
    public string Web => Address("web");

    /// <summary>Gets the gateway's address.</summary>
    public string Gateway => Address("gateway");

    /// <summary>Gets the address of the user pool's pages.</summary>
    public string Cognito => Address("cognito");

    /// <summary>Gets the Event API's address.</summary>
    public string AppSync => Address("appsync");

    /// <summary>Gets DynamoDB's address.</summary>
    public string DynamoDB => Address("dynamodb");

    /// <summary>Gets the Lambda service's address.</summary>
    public string Lambda => Address("LambdaServiceEmulator");

    /// <summary>Gets the dashboard's address and its token.</summary>
    public (string Address, string Token) Dashboard
    {
        get
        {
            var configuration = Application.Services.GetRequiredService<IConfiguration>();
            return (Address("aspire-dashboard"), configuration["AppHost:BrowserToken"]!);
        }
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--free-ports", "--data", _data.FullName], (options, _) => options.DisableDashboard = false);
        // Console output of every resource would be written to the test's output.
        builder.Services.AddLogging(logging => logging.AddFilter("AppHost.Resources", LogLevel.None).SetMinimumLevel(LogLevel.Warning));
        _application = await builder.BuildAsync();
        await _application.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await Task.WhenAll(Resources.Select(name => _application.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token)));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    /// <summary>Reads every console line of every resource.</summary>
    public async Task<string> ConsoleAsync()
    {
        var logs = Application.Services.GetRequiredService<ResourceLoggerService>();
        var all = new System.Text.StringBuilder();
        foreach (var name in Resources)
        {
            await foreach (var lines in logs.GetAllAsync(Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == name)))
            {
                foreach (var line in lines)
                {
                    all.AppendLine(line.Content);
                }
            }
        }

        return all.ToString();
    }

    private string Address(string resource) => Application.GetEndpoint(resource, "http").ToString().TrimEnd('/');
}

/// <summary>Names the collection whose tests share <see cref="RunningSystem"/>.</summary>
[CollectionDefinition("System")]
public sealed class SystemCollection : ICollectionFixture<RunningSystem>;

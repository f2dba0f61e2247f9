namespace KanbanAspire.Tests.Support;

/// <summary>Is the whole system, started once and shared by the tests of the collection <c>System</c>.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private AppHostProcess? _appHost;

    /// <summary>Gets the run.</summary>
    public AppHostProcess AppHost => _appHost ?? throw new InvalidOperationException("The system has not been started.");

    /// <summary>Gets the front end's address.</summary>
    public string Web => AppHost.Address("web");

    /// <summary>Gets the gateway's address.</summary>
    public string Gateway => AppHost.Address("gateway");

    /// <summary>Gets the address of the user pool's pages.</summary>
    public string Cognito => AppHost.Address("cognito");

    /// <summary>Gets DynamoDB's address.</summary>
    public string DynamoDB => AppHost.Address("dynamodb");

    /// <summary>Gets the Lambda service's address.</summary>
    public string Lambda => AppHost.Address("LambdaServiceEmulator");

    /// <summary>Gets the dashboard's address with its token.</summary>
    public string Dashboard => AppHost.Address("dashboard");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _appHost = AppHostProcess.Start();
        await _appHost.WaitUntilHealthyAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_appHost is not null)
        {
            await _appHost.DisposeAsync();
        }
    }
}

/// <summary>Names the collection whose tests share <see cref="RunningSystem"/>.</summary>
[CollectionDefinition("System")]
public sealed class SystemCollection : ICollectionFixture<RunningSystem>;

namespace KanbanAspire.Api.Authentication;

/// <summary>
/// Fetches the user pool's keys while Lambda initializes the function, where no gateway checks tokens: before a user waits, and on the
/// faster processor that Lambda gives an initialization.
/// </summary>
/// <param name="keys">The keys.</param>
internal sealed class SigningKeysWarmUp(SigningKeys keys) : IHostedService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(keys.RefreshAsync(), Task.Delay(Limit, cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Api.Authentication;

/// <summary>
/// Keeps the user pool's public keys. They are fetched when first needed, when a token names one that is not known, and in the
/// background when they are an hour old; keys that the pool has withdrawn are dropped then. While it does not answer, those known
/// stay for a day.
/// </summary>
/// <remarks>
/// Not <c>ConfigurationManager</c> of Microsoft.IdentityModel.Protocols: with its version 8.23.0 and an issuer that is down, callers
/// fetch one after the other under one lock, without a pause; and it takes a new key only after a refresh in the background, so that
/// the first tokens after a rotation are rejected.
/// </remarks>
/// <param name="settings">Whose keys.</param>
/// <param name="clients">Makes the HTTP client.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Is told of each failure.</param>
internal sealed partial class SigningKeys(
    AuthenticationSettings settings, IHttpClientFactory clients, TimeProvider time, ILogger<SigningKeys> logger)
{
    // Made-up key ids cannot make a storm at the user pool.
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan LastKnownGoodAge = TimeSpan.FromDays(1);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Known? _known;
    private Task? _fetch;
    private DateTimeOffset _nextFetchAt = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>Finds a key. All callers that need a fetch wait for the same one, 3 s at most.</summary>
    /// <param name="keyId">The token's <c>kid</c>.</param>
    /// <param name="cancellationToken">Token to cancel the wait; the fetch goes on for others.</param>
    /// <returns>The key; null when the user pool has none of that id.</returns>
    /// <exception cref="HttpRequestException">The key is not known and the user pool does not answer.</exception>
    internal async Task<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (Find(keyId) is { } known)
        {
            return known;
        }

        await RefreshAsync().WaitAsync(cancellationToken);
        lock (_lock)
        {
            return _failures > 0
                ? throw new HttpRequestException("The user pool's keys cannot be fetched.")
                : _known!.Keys.GetValueOrDefault(keyId);
        }
    }

    /// <summary>Begins a fetch, or joins the one that runs; during a pause there is none.</summary>
    /// <returns>A task that never fails: what is missing then is fetched when it is needed.</returns>
    internal Task RefreshAsync()
    {
        lock (_lock)
        {
            if (_fetch is { IsCompleted: false } running)
            {
                return running;
            }

            return time.GetUtcNow() < _nextFetchAt ? Task.CompletedTask : _fetch = Task.Run(FetchAsync);
        }
    }

    private SecurityKey? Find(string keyId)
    {
        lock (_lock)
        {
            var age = time.GetUtcNow() - _known?.FetchedAt;
            if (age is null || age >= LastKnownGoodAge || !_known!.Keys.TryGetValue(keyId, out var key))
            {
                return null;
            }

            if (age >= MaxAge)
            {
                _ = RefreshAsync();
            }

            return key;
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(FetchTimeout, time);
            using var client = clients.CreateClient(nameof(SigningKeys));
            var json = await client.GetStringAsync($"{settings.Issuer}/.well-known/jwks.json", timeout.Token);
            var keys = new JsonWebKeySet(json).GetSigningKeys().Where(key => key.KeyId is not null)
                .DistinctBy(key => key.KeyId, StringComparer.Ordinal).ToDictionary(key => key.KeyId, StringComparer.Ordinal);
            lock (_lock)
            {
                var now = time.GetUtcNow();
                (_known, _failures, _nextFetchAt) = keys.Count > 0
                    ? (new Known(keys, now), 0, now + MinInterval)
                    : throw new InvalidDataException("The user pool's key set is empty.");
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ArgumentException or InvalidDataException)
        {
            lock (_lock)
            {
                var pause = Math.Min(MinPause.TotalSeconds * (1 << Math.Min(_failures, 10)), MaxPause.TotalSeconds);
                _failures++;
                _nextFetchAt = time.GetUtcNow() + TimeSpan.FromSeconds(pause);
            }

            LogFailed(e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The user pool's keys cannot be fetched")]
    private partial void LogFailed(Exception exception);

    private sealed record Known(Dictionary<string, SecurityKey> Keys, DateTimeOffset FetchedAt);
}

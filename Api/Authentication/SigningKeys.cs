using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Api.Authentication;

/// <summary>
/// Keeps the user pool's public keys. A key that is not known makes them be fetched anew, one fetch for all who wait, and never
/// more often than every <see cref="MinInterval"/>, so that made-up key ids cannot make a storm and a pool that does not answer is
/// not waited for by each request. After <see cref="MaxAge"/> they are fetched besides, so that a withdrawn key ends.
/// ConfigurationManager of Microsoft.IdentityModel would refuse the first token of a new key: it fetches in the background only.
/// </summary>
/// <param name="settings">Whose keys.</param>
/// <param name="clients">Makes the HTTP client.</param>
/// <param name="time">Clock.</param>
internal sealed class SigningKeys(AuthenticationSettings settings, IHttpClientFactory clients, TimeProvider time)
{
    internal static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private Dictionary<string, SecurityKey> _keys = new(StringComparer.Ordinal);
    private DateTimeOffset _begunAt = DateTimeOffset.MinValue;
    private Task<Dictionary<string, SecurityKey>>? _fetching;

    /// <summary>Finds a key.</summary>
    /// <param name="keyId">The token's <c>kid</c>.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The key; null when the user pool has none of that id.</returns>
    /// <exception cref="HttpRequestException">The user pool does not answer, or did not a moment ago.</exception>
    internal async Task<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(keyId, out var key))
        {
            if (time.GetUtcNow() - _begunAt >= MaxAge)
            {
                // Who has a key that is known does not wait for this; should it fail, the last keys stay.
                _ = Fetching();
            }

            return key;
        }

        return (await Fetching().WaitAsync(cancellationToken)).GetValueOrDefault(keyId);
    }

    // The last fetch, failed or not, unless it is long enough ago for another one.
    private Task<Dictionary<string, SecurityKey>> Fetching()
    {
        lock (_lock)
        {
            if (_fetching is null || (_fetching.IsCompleted && time.GetUtcNow() - _begunAt >= MinInterval))
            {
                _begunAt = time.GetUtcNow();
                _fetching = FetchAsync();
            }

            return _fetching;
        }
    }

    private async Task<Dictionary<string, SecurityKey>> FetchAsync()
    {
        // Not cancelled with the request that began it: others wait for it, too.
        using var client = clients.CreateClient(nameof(SigningKeys));
        var set = new JsonWebKeySet(await client.GetStringAsync($"{settings.Issuer}/.well-known/jwks.json"));
        return _keys = set.GetSigningKeys().Where(key => key.KeyId is not null)
            .ToDictionary(key => key.KeyId, StringComparer.Ordinal);
    }
}

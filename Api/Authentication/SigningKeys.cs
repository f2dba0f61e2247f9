using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Api.Authentication;

/// <summary>
/// Keeps the user pool's public keys. A key that is not known makes them be fetched anew, but never more often than every
/// <see cref="MinInterval"/>, so that made-up key ids cannot make a storm.
/// </summary>
/// <param name="settings">Whose keys.</param>
/// <param name="clients">Makes the HTTP client.</param>
/// <param name="time">Clock.</param>
internal sealed class SigningKeys(AuthenticationSettings settings, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _fetching = new(1);
    private Dictionary<string, SecurityKey> _keys = new(StringComparer.Ordinal);
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    /// <summary>Finds a key.</summary>
    /// <param name="keyId">The token's <c>kid</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key; null when the user pool has none of that id.</returns>
    /// <exception cref="HttpRequestException">The user pool does not answer.</exception>
    internal async Task<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(keyId, out var key))
        {
            return key;
        }

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (!_keys.ContainsKey(keyId) && time.GetUtcNow() - _fetchedAt >= MinInterval)
            {
                _keys = await FetchAsync(cancellationToken);
                _fetchedAt = time.GetUtcNow();
            }
        }
        finally
        {
            _fetching.Release();
        }

        return _keys.GetValueOrDefault(keyId);
    }

    public void Dispose() => _fetching.Dispose();

    private async Task<Dictionary<string, SecurityKey>> FetchAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(nameof(SigningKeys));
        var set = new JsonWebKeySet(await client.GetStringAsync($"{settings.Issuer}/.well-known/jwks.json", cancellationToken));
        return set.GetSigningKeys().Where(key => key.KeyId is not null)
            .ToDictionary(key => key.KeyId, StringComparer.Ordinal);
    }
}

using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Local.Tokens;

/// <summary>Keeps the issuer's public keys: fetched when first needed, and again when a token names an unknown one.</summary>
internal sealed class SigningKeys(string issuer, HttpMessageInvoker http)
{
    // The limits of API Gateway. The pause keeps made-up key ids from becoming a storm at the issuer.
    private const int MaxDocumentBytes = 150 * 1024;
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan PauseBetweenFetches = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Dictionary<string, SecurityKey> _keys = new(StringComparer.Ordinal);
    private long _nextFetchAt;

    /// <summary>Finds the key with that id.</summary>
    /// <returns>The key; null when the issuer has none of that id or cannot be asked now.</returns>
    public async Task<SecurityKey?> FindAsync(string? kid)
    {
        if (string.IsNullOrEmpty(kid))
        {
            return null;
        }

        if (!_keys.ContainsKey(kid))
        {
            await _gate.WaitAsync();
            try
            {
                if (!_keys.ContainsKey(kid) && Environment.TickCount64 >= _nextFetchAt)
                {
                    await FetchAsync();
                }
            }
            finally
            {
                _gate.Release();
            }
        }

        return _keys.GetValueOrDefault(kid);
    }

    private async Task FetchAsync()
    {
        // The first fetch costs nothing of the one that a new key may need right afterwards.
        var pause = _keys.Count == 0 ? TimeSpan.Zero : PauseBetweenFetches;
        try
        {
            using var timeout = new CancellationTokenSource(FetchTimeout);
            using var discovery = JsonDocument.Parse(await GetAsync($"{issuer.TrimEnd('/')}/.well-known/openid-configuration", timeout.Token));
            var keys = JsonWebKeySet.Create(await GetAsync(discovery.RootElement.GetProperty("jwks_uri").GetString()!, timeout.Token));
            _keys = keys.Keys.Where(k => k.Kty is JsonWebAlgorithmsKeyTypes.RSA && !string.IsNullOrEmpty(k.Kid))
                .DistinctBy(k => k.Kid, StringComparer.Ordinal).ToDictionary(k => k.Kid, SecurityKey (k) => k, StringComparer.Ordinal);
            _nextFetchAt = Environment.TickCount64 + (long)pause.TotalMilliseconds;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException or ArgumentException or UriFormatException)
        {
            // From the failure on, not from the attempt: those who waited for it do not try in turn.
            _nextFetchAt = Environment.TickCount64 + (long)PauseAfterFailure.TotalMilliseconds;
            await Console.Error.WriteLineAsync($"The keys of {issuer} could not be fetched: {e.Message}");
        }
    }

    private async Task<string> GetAsync(string uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MaxDocumentBytes, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

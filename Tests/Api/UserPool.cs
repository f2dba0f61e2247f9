using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KanbanAspire.Tests.Api;

/// <summary>A small user pool of this process: an issuer with one key that signs whatever a test asks for.</summary>
public sealed class UserPool : IAsyncDisposable
{
    public const string ClientId = "3testsclient0000000000001";

    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, string> _profiles = new(StringComparer.Ordinal);
    private int _keyRequests;

    private UserPool()
    {
        Key = new RsaSecurityKey(_rsa) { KeyId = "key-1" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        KeySet = _ => Task.FromResult(KeySetOf(Key));
        _app.MapGet("/pool/.well-known/jwks.json", (Delegate)((HttpContext context) =>
        {
            Interlocked.Increment(ref _keyRequests);
            return IsAway ? Task.FromResult(Results.StatusCode(503)) : KeySet(context);
        }));
        _app.MapGet("/pool/.well-known/openid-configuration", () =>
            Results.Text($$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Issuer}}/.well-known/jwks.json"}""", "application/json"));
        _app.MapGet("/oauth2/userInfo", (HttpRequest request) =>
        {
            var token = new JsonWebToken(request.Headers.Authorization.ToString()["Bearer ".Length..]);
            UserInfoRequests++;
            return _profiles.TryGetValue(token.Subject, out var profile)
                ? Results.Text(profile, "application/json")
                : Results.Unauthorized();
        });
    }

    public static Lazy<Task<UserPool>> Shared { get; } = new(StartAsync);

    public RsaSecurityKey Key { get; }

    public string Issuer => $"{_app.Urls.First()}/pool";

    public int KeyRequests => _keyRequests;

    /// <summary>Gets or sets a value indicating whether it does not give its keys.</summary>
    public bool IsAway { get; set; }

    /// <summary>Gets or sets how the key set is answered; with the pool's one key unless set.</summary>
    public Func<HttpContext, Task<IResult>> KeySet { get; set; }

    public int UserInfoRequests { get; private set; }

    /// <summary>Gets what the Api has to be told to take this pool's tokens.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Authentication:Issuer", Issuer),
        ("Authentication:ClientIds", $"other,{ClientId}"),
        ("Authentication:UserInfo", $"{_app.Urls.First()}/oauth2/userInfo"),
    ];

    public static async Task<UserPool> StartAsync()
    {
        var pool = new UserPool();
        await pool._app.StartAsync();
        return pool;
    }

    /// <summary>Makes a key set.</summary>
    public static IResult KeySetOf(params RsaSecurityKey[] keys) => Results.Text(
        $$"""{"keys":[{{string.Join(',', keys.Select(ToJson))}}]}""", "application/json");

    /// <summary>Adds a user with a confirmed address.</summary>
    public void AddUser(string id, string email) => _profiles[id] =
        $$"""{"sub":"{{id}}","email":"{{email}}","email_verified":"true","username":"{{id}}"}""";

    /// <summary>Signs an access token as Cognito writes them.</summary>
    /// <param name="id">The user's <c>sub</c>.</param>
    /// <param name="change">Changes claims; null removes one.</param>
    /// <param name="signing">Signs instead of the pool's key; null for the pool's.</param>
    public string Issue(
        string id, Action<Dictionary<string, object>>? change = null, SigningCredentials? signing = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = id,
            ["iss"] = Issuer,
            ["client_id"] = ClientId,
            ["token_use"] = "access",
            ["scope"] = "openid email",
            ["auth_time"] = now,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["jti"] = Guid.NewGuid().ToString(),
            ["username"] = id,
            ["origin_jti"] = Guid.NewGuid().ToString(),
            ["event_id"] = Guid.NewGuid().ToString(),
            ["version"] = 2,
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = signing ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    private static string ToJson(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Base64UrlEncoder.Encode(parameters.Modulus), Base64UrlEncoder.Encode(parameters.Exponent));
        return $$"""{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{key.KeyId}}","n":"{{n}}","e":"{{e}}"}""";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}

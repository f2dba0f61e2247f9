using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.ApiGateway;

/// <summary>An issuer of tokens with discovery and key set, which also makes the tokens nobody should accept.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, RSA> _keys = new(StringComparer.Ordinal) { ["key-1"] = RSA.Create(2048) };
    private int _fetches;

    private TestIssuer(WebApplication app) => _app = app;

    public string Issuer => $"{_app.Urls.Single()}/pool";

    public int Fetches => _fetches;

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.MapGet("/pool/.well-known/openid-configuration", context =>
            context.Response.WriteAsync(JsonSerializer.Serialize(new { issuer = issuer.Issuer, jwks_uri = $"{issuer.Issuer}/jwks.json" })));
        app.MapGet("/pool/jwks.json", issuer.WriteKeysAsync);
        await app.StartAsync();
        return issuer;
    }

    public void AddKey(string kid) => _keys[kid] = RSA.Create(2048);

    /// <summary>Makes the claims of a good access token; null removes one.</summary>
    public Dictionary<string, object?> Claims(params (string Name, object? Value)[] changes)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["sub"] = "user-1",
            ["iss"] = Issuer,
            ["client_id"] = "client-1",
            ["token_use"] = "access",
            ["scope"] = "openid email",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["cognito:groups"] = new[] { "a", "b" },
            ["flag"] = true,
        };
        foreach (var (name, value) in changes)
        {
            claims[name] = value;
        }

        return claims.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
    }

    public string Sign(Dictionary<string, object?> claims, string kid = "key-1", string alg = "RS256")
    {
        var unsigned = Unsigned(claims, kid, alg);
        return $"{unsigned}.{Encode(_keys["key-1"].SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public string SignWith(string kid, Dictionary<string, object?> claims)
    {
        var unsigned = Unsigned(claims, kid, "RS256");
        return $"{unsigned}.{Encode(_keys[kid].SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public string SignWithPublicKeyAsSecret(Dictionary<string, object?> claims)
    {
        var unsigned = Unsigned(claims, "key-1", "HS256");
        return $"{unsigned}.{Encode(HMACSHA256.HashData(Encoding.ASCII.GetBytes(_keys["key-1"].ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(unsigned)))}";
    }

    public static string Unsigned(Dictionary<string, object?> claims, string? kid, string alg) =>
        $"{Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg, kid, typ = "JWT" }))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task WriteKeysAsync(HttpContext context)
    {
        Interlocked.Increment(ref _fetches);
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            keys = _keys.Select(k => (k.Key, Parameters: k.Value.ExportParameters(includePrivateParameters: false))).Select(k => new
            {
                kty = "RSA",
                use = "sig",
                alg = "RS256",
                kid = k.Key,
                n = Encode(k.Parameters.Modulus!),
                e = Encode(k.Parameters.Exponent!),
            }),
        }));
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

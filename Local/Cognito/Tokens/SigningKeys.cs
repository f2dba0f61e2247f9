using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace KanbanAspire.Local.Cognito.Tokens;

/// <summary>The pool's keys, made once and kept: one RSA key for access tokens, one for ID tokens, one to encrypt.</summary>
internal sealed class SigningKeys
{
    /// <summary>Reads keys.json of the data folder, or makes it.</summary>
    /// <exception cref="DataFolderException">The file cannot be read.</exception>
    public SigningKeys(CognitoOptions options)
    {
        var path = Path.Combine(options.DataFolder, "keys.json");
        if (!File.Exists(path))
        {
            Write(path);
        }

        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(path))!;
            Access = Read(stored.Access);
            Id = Read(stored.Id);
            Encryption = new SymmetricSecurityKey(Convert.FromBase64String(stored.Encryption));
        }
        catch (Exception error) when (error is JsonException or FormatException or CryptographicException
            or NullReferenceException or ArgumentException)
        {
            throw new DataFolderException($"Cognito cannot read its keys: delete {path} and start again (everybody "
                + "has to sign in again).", error);
        }
    }

    public RsaSecurityKey Access { get; }

    public RsaSecurityKey Id { get; }

    public SymmetricSecurityKey Encryption { get; }

    public void AddTo(OpenIddictServerOptions protocol)
    {
        protocol.SigningCredentials.Add(new SigningCredentials(Access, SecurityAlgorithms.RsaSha256));
        protocol.SigningCredentials.Add(new SigningCredentials(Id, SecurityAlgorithms.RsaSha256));
        protocol.EncryptionCredentials.Add(new EncryptingCredentials(
            Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    private static void Write(string path)
    {
        var stored = new Stored(NewKey(), NewKey(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, stored);
    }

    private static string NewKey()
    {
        using var rsa = RSA.Create(2048);
        return Convert.ToBase64String(rsa.ExportRSAPrivateKey());
    }

    private static RsaSecurityKey Read(string key)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPrivateKey(Convert.FromBase64String(key), out _);
        var publicKey = rsa.ExportRSAPublicKey();
        return new RsaSecurityKey(rsa) { KeyId = Convert.ToBase64String(SHA256.HashData(publicKey)) };
    }

    private sealed record Stored(string Access, string Id, string Encryption);
}

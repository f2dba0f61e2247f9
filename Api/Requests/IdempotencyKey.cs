using System.Security.Cryptography;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Requests;

/// <summary>
/// Reads the client's id of a command from <c>Idempotency-Key</c>.
/// https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
/// </summary>
internal static class IdempotencyKey
{
    private const int MinLength = 16;
    private const int MaxLength = 64;
    private const int MaxBodySizeBytes = 256 * 1024;

    /// <summary>Reads the key, with a fingerprint of what it is used for: method, address, precondition and body.</summary>
    /// <param name="request">The request; its body can be read again afterwards.</param>
    /// <returns>The id; null when there is none.</returns>
    /// <exception cref="BadHttpRequestException">The key has the wrong form.</exception>
    internal static async Task<CommandId?> ReadAsync(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        if (key.Length is < MinLength or > MaxLength || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new BadHttpRequestException("Idempotency-Key has 16 to 64 letters, digits, hyphens or underscores.");
        }

        request.EnableBuffering(bufferThreshold: MaxBodySizeBytes);
        var bodyHash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        var what = $"{request.Method} {request.Path}{request.QueryString} {request.Headers.IfMatch} {Convert.ToHexString(bodyHash)}";
        return new CommandId(key, Ids.Hash(what));
    }
}

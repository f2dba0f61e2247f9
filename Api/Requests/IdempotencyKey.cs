using System.Security.Cryptography;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Events;
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

    private static readonly RequestHeader Header =
        new("Idempotency-Key", "The client's id of the command: repeated, it has one effect.");

    /// <summary>Makes an endpoint take the header; where it is not declared, it is not read.</summary>
    internal static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Header);

    /// <summary>Declares that an endpoint carries out a command: it takes the header and answers with the event.</summary>
    internal static RouteHandlerBuilder ProducesEvent(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<BoardEvent>(status).WithIdempotencyKey();

    /// <summary>Reads the key, with a fingerprint of what it is used for: method, address, precondition and body.</summary>
    /// <param name="request">The request; its body can be read again afterwards.</param>
    /// <returns>The id; null when there is none.</returns>
    /// <exception cref="BadHttpRequestException">The key has the wrong form.</exception>
    internal static async Task<CommandId?> ReadAsync(HttpRequest request)
    {
        var key = request.Headers[Header.Name].ToString();
        if (key.Length == 0 || !Header.IsDeclared(request.HttpContext))
        {
            return null;
        }

        if (key.Length is < MinLength or > MaxLength || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new BadHttpRequestException($"{Header.Name} has 16 to 64 letters, digits, hyphens or underscores.");
        }

        request.EnableBuffering(bufferThreshold: ApiGroup.MaxBodySizeBytes);
        var bodyHash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        var what = $"{request.Method} {request.Path}{request.QueryString} {request.Headers.IfMatch} {Convert.ToHexString(bodyHash)}";
        return new CommandId(key, Ids.Hash(what));
    }
}

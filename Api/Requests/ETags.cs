using System.Globalization;
using KanbanAspire.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace KanbanAspire.Api.Requests;

/// <summary>Turns versions into entity tags and back: <c>"42"</c>. https://www.rfc-editor.org/rfc/rfc9110#field.etag</summary>
internal static class ETags
{
    private static readonly RequestHeader IfMatch = new(HeaderNames.IfMatch, "The ETag of the text that was read.", IsRequired: true);
    private static readonly RequestHeader IfNoneMatch = new(HeaderNames.IfNoneMatch, "The ETag that the client has.");

    /// <summary>Declares that an endpoint answers with the version of what it has read.</summary>
    internal static RouteHandlerBuilder WithETag(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.WithMetadata(new ResponseHeader(HeaderNames.ETag, "Version of what was read.", status));

    /// <summary>Declares that an endpoint answers 304 to who has the version already.</summary>
    internal static RouteHandlerBuilder WithIfNoneMatch(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(IfNoneMatch).Produces(StatusCodes.Status304NotModified).WithETag().WithETag(StatusCodes.Status304NotModified);

    /// <summary>Makes an endpoint ask for the version that the client has read: 428 without it.</summary>
    internal static RouteHandlerBuilder WithIfMatch(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(IfMatch).AddEndpointFilter(static (context, next) =>
            context.HttpContext.Request.Headers.IfMatch.ToString() is not { Length: > 0 } header
                ? ValueTask.FromResult<object?>(ProblemTypes.IfMatchRequired.ToResult())
            : Parse(header) is null
                ? ValueTask.FromResult<object?>(ProblemTypes.BadRequest.ToResult("If-Match takes one tag that this Api gave."))
            : next(context));

    /// <summary>Reads the version of an <c>If-Match</c>.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not declare <see cref="WithIfMatch"/>.</exception>
    internal static long ReadIfMatch(HttpContext context) => IfMatch.IsDeclared(context)
        ? Parse(context.Request.Headers.IfMatch.ToString())!.Value
        : throw new InvalidOperationException("If-Match of an endpoint that does not ask for it.");

    /// <summary>Tells whether the client has this version already. A proxy may have made the tag weak.</summary>
    internal static bool Has(HttpContext context, long version)
    {
        var current = new EntityTagHeaderValue(Format(version));
        return IfNoneMatch.IsDeclared(context)
            && context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(current, useStrongComparison: false));
    }

    internal static string Format(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static long? Parse(string header) =>
        header.Length > 2 && header[0] == '"' && header[^1] == '"'
            && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}

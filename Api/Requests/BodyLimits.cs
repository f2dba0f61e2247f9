using KanbanAspire.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace KanbanAspire.Api.Requests;

/// <summary>Limits the bodies that endpoints take.</summary>
public static class BodyLimits
{
    /// <summary>The most bytes that a body may have where an endpoint does not say otherwise.</summary>
    public const int DefaultSizeBytes = 1024 * 1024;

    /// <summary>Sets the limit of an endpoint or of a group.</summary>
    /// <param name="endpoint">Endpoint or group.</param>
    /// <param name="sizeBytes">The most bytes of a body.</param>
    /// <typeparam name="TBuilder">Its type.</typeparam>
    /// <returns>The same endpoint or group.</returns>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder endpoint, int sizeBytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyLimit(sizeBytes));

    /// <summary>Rejects what says that it is larger. Kestrel counts what says nothing; a Lambda event has its body whole.</summary>
    internal static void UseBodyLimits(this WebApplication app) => app.Use((context, next) =>
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.SizeBytes ?? DefaultSizeBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit;
        }

        var length = context.Request.ContentLength ?? (context.Request.Body.CanSeek ? context.Request.Body.Length : 0);
        return length <= limit
            ? next(context)
            : context.RejectAsync(ProblemTypes.BodyTooLarge, GatewayAnswers.TooLarge, $"At most {limit} bytes.");
    });

    // Not IRequestSizeLimitMetadata: routing would warn of every request in a function, whose server has no such limit.
    private sealed record BodyLimit(int SizeBytes);
}

using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using KanbanAspire.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace KanbanAspire.Api.Http;

internal static class ExactPath
{
    // The name of the variable in the catch-all route of AWS's own examples, /{proxy+}.
    private const string CatchAll = "proxy";

    /// <summary>
    /// Gives routing a path in which each route value was decoded exactly once, in every host. Kestrel leaves <c>%2F</c>, so its
    /// path says less than the request target. In a function the path was decoded by API Gateway and once more by the Lambda
    /// packages, so its variables are taken from the event. Read route values that may hold any character by
    /// <see cref="RequestPath.Value"/>.
    /// </summary>
    internal static void UseExactPath(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Items.TryGetValue(AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT, out var item))
        {
            if (FromEvent(item as APIGatewayHttpApiV2ProxyRequest) is { } path)
            {
                // By the constructor: the conversion from a string would decode it.
                context.Request.Path = new PathString(path);
            }

            return next(context);
        }

        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is not ['/', ..] || !target.Contains('%', StringComparison.Ordinal))
        {
            return next(context);
        }

        if (!RequestPath.TrySplit(target, out var segments))
        {
            return context.RejectAsync(ProblemTypes.BadRequest, GatewayAnswers.BadRequest, "The path is not percent-encoded UTF-8.");
        }

        // Kestrel has resolved these already; nothing is put back.
        if (!segments.Any(static segment => segment is "." or ".."))
        {
            context.Request.Path = new PathString(RequestPath.Join(segments));
        }

        return next(context);
    });

    // The route key is a template, for example "GET /items/{id}", and each variable of it a whole segment, decoded once.
    private static string? FromEvent(APIGatewayHttpApiV2ProxyRequest? request)
    {
        if (request is not { PathParameters: { Count: > 0 } variables } || request.RouteKey?.Split(' ') is not [_, ['/', ..] template])
        {
            return null;
        }

        if (variables.TryGetValue(CatchAll, out var rest))
        {
            return FromCatchAll(request.RawPath, rest);
        }

        var segments = template[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i] is ['{', .. var name, '}'])
            {
                if (!variables.TryGetValue(name, out var value))
                {
                    return null;
                }

                segments[i] = value;
            }
        }

        return RequestPath.Join(segments);
    }

    // A catch-all route has the decoded path alone, in which a slash of a value looks like one between values. Where the path beside
    // it still tells two segments, the rest is the second one: an item's id.
    private static string? FromCatchAll(string? path, string rest) =>
        path?.Split('/') is ["", var first, _] && rest.StartsWith(first + "/", StringComparison.Ordinal)
            ? RequestPath.Join([first, rest[(first.Length + 1)..]])
            : null;
}

using System.Diagnostics;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using KanbanAspire.ServiceDefaults.Telemetry;

namespace KanbanAspire.Api.Http;

internal static class InvocationTags
{
    /// <summary>Sets on the server span which invocation of the function it was; on Kestrel there is none.</summary>
    internal static void UseInvocationTags(this WebApplication app) => app.Use((context, next) =>
    {
        if (Activity.Current is { } span && context.Items.TryGetValue(AbstractAspNetCoreFunction.LAMBDA_CONTEXT, out var item)
            && item is ILambdaContext lambda)
        {
            span.SetInvocation("http", lambda.AwsRequestId, lambda.InvokedFunctionArn);
        }

        return next(context);
    });
}

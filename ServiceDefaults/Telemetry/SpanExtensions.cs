using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Sets attributes that several services have in common.</summary>
public static class SpanExtensions
{
    private static int _invocations;

    /// <summary>Sets the attributes of an invocation. https://opentelemetry.io/docs/specs/semconv/faas/aws-lambda/</summary>
    /// <param name="span">Span of the whole invocation.</param>
    /// <param name="trigger"><c>http</c> or <c>timer</c>.</param>
    /// <param name="invocationId">Lambda's request id.</param>
    /// <param name="functionArn">ARN that was invoked, perhaps with an alias; empty where there is none.</param>
    public static void SetInvocation(this Activity span, string trigger, string invocationId, string functionArn)
    {
        span.SetTag("faas.trigger", trigger);
        span.SetTag("faas.invocation_id", invocationId);
        span.SetTag("faas.coldstart", Interlocked.Increment(ref _invocations) == 1);

        // arn:aws:lambda:ap-northeast-2:123456789012:function:api[:alias]
        if (functionArn.Split(':') is [_, _, _, _, var account, _, _, ..] parts)
        {
            span.SetTag("aws.lambda.invoked_arn", functionArn);
            span.SetTag("cloud.resource_id", string.Join(':', parts.Take(7)));
            span.SetTag("cloud.account.id", account);
        }
    }

    /// <summary>Sets a key that is the same for all requests of a user and does not lead to the person.</summary>
    /// <param name="span">Span of the request.</param>
    /// <param name="userId">The user pool's <c>sub</c>.</param>
    public static void SetPseudonym(this Activity span, string userId)
    {
        if (span.IsAllDataRequested)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(userId));
            span.SetTag("enduser.pseudo.id", Convert.ToHexStringLower(hash.AsSpan(0, 8)));
        }
    }
}

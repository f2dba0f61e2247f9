using System.Net;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>Makes requests as Kestrel would hand them to the gateway.</summary>
internal static class Http
{
    public static DefaultHttpContext Context(string method, string target)
    {
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (target[..mark], target[mark..]) : (target, "");
        return new DefaultHttpContext
        {
            Request =
            {
                Method = method,
                Scheme = "https",
                Protocol = "HTTP/1.1",
                Host = new HostString("api.example"),
                Path = new PathString(Uri.UnescapeDataString(path)),
                QueryString = new QueryString(query),
            },
            Connection = { RemoteIpAddress = IPAddress.Parse("203.0.113.9"), LocalPort = 443 },
        };
    }
}

/// <summary>Context of an invocation that is made by hand.</summary>
internal sealed class TestLambdaContext(string? traceId = null) : ILambdaContext
{
    public string AwsRequestId => "request-1";

    public IClientContext? ClientContext => null;

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity? Identity => null;

    public string LogGroupName => "";

    public string LogStreamName => "";

    public string FunctionName => "test";

    public string InvokedFunctionArn => "arn:aws:lambda:ap-northeast-2:000000000000:function:test";

    public ILambdaLogger Logger => throw new NotSupportedException();

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime { get; } = TimeSpan.FromSeconds(30);

    public string? TraceId { get; } = traceId;
}

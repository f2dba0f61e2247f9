using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Reads the context from the headers of <c>/runtime/invocation/next</c> and from the environment.</summary>
internal sealed class LambdaContext(HttpResponseHeaders headers) : ILambdaContext, ILambdaLogger
{
    private static readonly string Name = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? "";
    private static readonly int MemoryMb = int.TryParse(
        Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var mb) ? mb : 512;

    private readonly long _deadlineUnixMs =
        long.TryParse(Header(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var ms) ? ms : long.MaxValue;

    public string AwsRequestId { get; } = Header(headers, "Lambda-Runtime-Aws-Request-Id")
        ?? throw new HttpRequestException("The Runtime API gave an invocation without Lambda-Runtime-Aws-Request-Id.");

    public string InvokedFunctionArn { get; } = Header(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "";

    public string? TraceId { get; } = Header(headers, "Lambda-Runtime-Trace-Id");

    public IClientContext? ClientContext => null;

    public ICognitoIdentity? Identity => null;

    public string FunctionName => Name;

    public string FunctionVersion => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION") ?? "";

    public string LogGroupName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME") ?? "";

    public string LogStreamName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME") ?? "";

    public int MemoryLimitInMB => MemoryMb;

    public ILambdaLogger Logger => this;

    public TimeSpan RemainingTime => _deadlineUnixMs == long.MaxValue
        ? TimeSpan.FromMinutes(15)
        : TimeSpan.FromMilliseconds(Math.Max(0, _deadlineUnixMs - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    public void Log(string message) => Console.Out.Write(message);

    public void Log(string level, string message) => LogLine($"{Label(level)}\t{message}");

    public void LogLine(string message) => Console.Out.WriteLine($"{AwsRequestId}\t{message}");

    private static string Label(string level) => level switch
    {
        nameof(LogLevel.Trace) => "trce",
        nameof(LogLevel.Debug) => "dbug",
        nameof(LogLevel.Information) => "info",
        nameof(LogLevel.Warning) => "warn",
        nameof(LogLevel.Error) => "fail",
        nameof(LogLevel.Critical) => "crit",
        _ => level,
    };

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}

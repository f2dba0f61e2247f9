namespace Amazon.Lambda.Core;

/// <summary>Describes the invocation that is being handled.</summary>
public interface ILambdaContext
{
    /// <summary>Gets the id of this invocation; the same when Lambda delivers an asynchronous event again.</summary>
    string AwsRequestId { get; }

    /// <summary>Gets the mobile application that invoked the function; null for other callers.</summary>
    IClientContext? ClientContext { get; }

    /// <summary>Gets the function's name.</summary>
    string FunctionName { get; }

    /// <summary>Gets the function's version, for example <c>$LATEST</c>.</summary>
    string FunctionVersion { get; }

    /// <summary>Gets the Cognito identity of a mobile caller; null for other callers.</summary>
    ICognitoIdentity? Identity { get; }

    /// <summary>Gets the ARN that was invoked.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Gets the logger whose lines end in the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>Gets the log group of the function.</summary>
    string LogGroupName { get; }

    /// <summary>Gets the log stream of this process.</summary>
    string LogStreamName { get; }

    /// <summary>Gets the memory limit in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>Gets the time left until Lambda kills the function.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>Gets the X-Ray trace header of the invocation; null or empty when it came without one.</summary>
    string? TraceId => string.Empty;
}

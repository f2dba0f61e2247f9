using System.Text.Json;

namespace KanbanAspire.Local.Lambda;

/// <summary>What came of an invocation.</summary>
/// <param name="Payload">The function's result, or the error as JSON.</param>
/// <param name="IsError">True when the function failed.</param>
/// <param name="IsThrottled">True when no process was free in time.</param>
internal sealed record InvocationResult(byte[] Payload, bool IsError = false, bool IsThrottled = false)
{
    public static readonly InvocationResult Throttled = new([], IsThrottled: true);

    public static InvocationResult Error(string type, string message) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new FunctionError(type, message), EmulatorJson.Default.FunctionError), IsError: true);
}

/// <summary>One event on its way through a function.</summary>
internal sealed class Invocation(byte[] payload, string? traceId, string? clientContext)
{
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public byte[] Payload { get; } = payload;

    public string TraceId { get; } = TraceHeader.Complete(traceId);

    public string? ClientContext { get; } = clientContext;

    public DateTimeOffset Deadline { get; set; }

    public Task<InvocationResult> Result => _result.Task;

    public bool Complete(InvocationResult result) => _result.TrySetResult(result);
}

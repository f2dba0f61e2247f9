using KanbanAspire.Local.ChildProcesses;

namespace KanbanAspire.Local.Lambda;

internal enum EnvironmentState
{
    Starting,
    Idle,
    Busy,
}

/// <summary>Is one process of a function, which has one event at a time. <see cref="Function"/> guards its state.</summary>
/// <param name="id">Number from 1, or 0 for processes that somebody else started.</param>
internal sealed class ExecutionEnvironment(int id)
{
    public int Id { get; } = id;

    public bool IsOwn => Id > 0;

    public ChildProcess? Process { get; set; }

    public EnvironmentState State { get; set; }

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Gets or sets the poll that waits for an event; null while it handles one or starts.</summary>
    public TaskCompletionSource<Invocation>? Poll { get; set; }

    /// <summary>Gets or sets the event being handled.</summary>
    public Invocation? Current { get; set; }

    /// <summary>Gets or sets why the emulator ends it; null as long as it does not.</summary>
    public string? StopReason { get; set; }
}

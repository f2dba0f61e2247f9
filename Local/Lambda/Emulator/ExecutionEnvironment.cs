namespace KanbanAspire.Local.Lambda;

internal enum EnvironmentState
{
    Starting,
    Idle,
    Busy,
    Ending,
}

/// <summary>One process of a function, which has one event at a time. <see cref="Function"/> guards its state.</summary>
/// <param name="id">Number of this process; null for a process that nobody supervises, such as one started by hand.</param>
/// <param name="connection">Connection of an unsupervised process, which is all that identifies it.</param>
internal sealed class ExecutionEnvironment(int? id, string? connection = null)
{
    public int? Id { get; } = id;

    public string? Connection { get; } = connection;

    public bool IsSupervised => Id is not null;

    /// <summary>Gets or sets a value indicating whether the process stays when it is idle.</summary>
    public bool IsKept { get; set; }

    /// <summary>Gets or sets a value indicating whether the connection of an unsupervised process has closed.</summary>
    public bool IsDisconnected { get; set; }

    public EnvironmentState State { get; set; }

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Gets or sets the poll that waits for an event; null while it handles one or starts.</summary>
    public TaskCompletionSource<Invocation>? Poll { get; set; }

    /// <summary>Gets or sets the event being handled; null once it is answered.</summary>
    public Invocation? Current { get; set; }

    /// <summary>Gets or sets the event that was given to the process last.</summary>
    public Invocation? Latest { get; set; }
}

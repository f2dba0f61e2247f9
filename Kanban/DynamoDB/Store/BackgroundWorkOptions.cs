namespace KanbanAspire.Kanban.Store;

/// <summary>The time limits of a run of background work, and the back-off of work that cannot continue.</summary>
public sealed record BackgroundWorkOptions
{
    /// <summary>Most boards that are served at once.</summary>
    public int Boards { get; init; } = 32;

    /// <summary>Time for a run; the Scheduler's function is ended after 50 s. What is not begun by then stays due.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Time for one item; what takes longer goes on in the next run.</summary>
    public TimeSpan ItemTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait before the second try of what cannot go on; each wait after it is twice as long.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest of these waits.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The same for a rule of an archived board, which is made due when the board is restored.</summary>
    public TimeSpan ArchivedBackOff { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest of these waits.</summary>
    public TimeSpan MaxArchivedBackOff { get; init; } = TimeSpan.FromDays(1);
}

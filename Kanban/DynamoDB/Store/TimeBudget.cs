namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Divides the time that a caller waits. API Gateway gives up after 30 s; a request is at most one command and the steps that
/// follow it, or some reads one after the other, so that these add up to less. What is over is cancelled down to the call under way.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
/// </summary>
public static class TimeBudget
{
    /// <summary>Time of a whole request.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(25);

    /// <summary>Time of a command with all its tries.</summary>
    public static readonly TimeSpan Command = TimeSpan.FromSeconds(12);

    /// <summary>Time of the steps that a request takes itself before the Scheduler goes on.</summary>
    public static readonly TimeSpan Steps = TimeSpan.FromSeconds(10);

    /// <summary>Time of one read with all its tries.</summary>
    public static readonly TimeSpan Read = TimeSpan.FromSeconds(10);
}

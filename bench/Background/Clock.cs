using System.Diagnostics;

namespace KanbanAspire.Bench.Background;

/// <summary>A clock that is set to a time and then runs as the real one does.</summary>
internal sealed class Clock : TimeProvider
{
    private DateTimeOffset _set;
    private long _since;

    /// <summary>Sets the clock.</summary>
    public void Set(DateTimeOffset time) => (_set, _since) = (time, Stopwatch.GetTimestamp());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _set + Stopwatch.GetElapsedTime(_since);
}

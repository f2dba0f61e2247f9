namespace KanbanAspire.Kanban.Store;

/// <summary>The result of a run of background work.</summary>
public sealed class DueReport
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _failures = [];

    /// <summary>Recurring cards made.</summary>
    public int Inserted { get; private set; }

    /// <summary>Occurrences that made no card: the column is full or gone, or an outage swallowed them.</summary>
    public int Skipped { get; private set; }

    /// <summary>Lateness of the latest of them.</summary>
    public TimeSpan MaxLag { get; private set; }

    /// <summary>Items that cannot go on before somebody changes something; they are tried again less and less often.</summary>
    public int Stuck { get; private set; }

    /// <summary>Items whose time was over; the next run goes on with them.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Failures; their items are due again.</summary>
    public IReadOnlyList<Exception> Failures => _failures;

    internal void AddOccurrence(bool isMade, TimeSpan lag)
    {
        lock (_lock)
        {
            Inserted += isMade ? 1 : 0;
            Skipped += isMade ? 0 : 1;
            MaxLag = lag > MaxLag ? lag : MaxLag;
        }
    }

    internal void AddStuck()
    {
        lock (_lock)
        {
            Stuck++;
        }
    }

    internal void AddUnfinished()
    {
        lock (_lock)
        {
            Unfinished++;
        }
    }

    internal void Add(Exception failure)
    {
        lock (_lock)
        {
            _failures.Add(failure);
        }
    }
}

namespace KanbanAspire.Scheduler.Minutes;

/// <summary>Keeps the ticks that one job still has to work on: the newest <see cref="MaxKept"/>, oldest first.</summary>
public sealed class TickQueue : IDisposable
{
    /// <summary>The most ticks that are kept while the table is away: an hour of minutes.</summary>
    public const int MaxKept = 60;

    private readonly Queue<Tick> _ticks = new();
    private readonly SemaphoreSlim _added = new(0);

    /// <summary>Adds a tick; the oldest goes when there are too many.</summary>
    /// <param name="tick">What has fired.</param>
    public void Add(Tick tick)
    {
        lock (_ticks)
        {
            _ticks.Enqueue(tick);
            if (_ticks.Count > MaxKept)
            {
                _ticks.Dequeue();
            }
        }

        _added.Release();
    }

    /// <summary>Waits for a tick and leaves it in the queue, so that it is not lost while it is worked on.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The oldest kept tick.</returns>
    public async Task<Tick> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_ticks)
            {
                if (_ticks.TryPeek(out var tick))
                {
                    return tick;
                }
            }

            await _added.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes out a tick that has been worked on, if it has not been dropped meanwhile.</summary>
    /// <param name="tick">The tick.</param>
    public void Remove(Tick tick)
    {
        lock (_ticks)
        {
            if (_ticks.TryPeek(out var oldest) && oldest == tick)
            {
                _ticks.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _added.Dispose();
}

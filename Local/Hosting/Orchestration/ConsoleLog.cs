using KanbanAspire.Local.Dashboard.Feed;

namespace KanbanAspire.Local.Hosting;

/// <summary>Keeps the last console lines of a resource and passes new ones on.</summary>
/// <param name="resource">Resource name.</param>
/// <param name="publish">Is told of each new line.</param>
internal sealed class ConsoleLog(string resource, Action<FeedMessage> publish)
{
    private const int Capacity = 5_000;

    private readonly Queue<ConsoleLine> _lines = new();
    private long _count;

    public void Add(string text, bool isError = false)
    {
        lock (_lines)
        {
            var line = new ConsoleLine(++_count, DateTimeOffset.UtcNow, isError, text);
            _lines.Enqueue(line);
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }

            publish(new ConsoleLines(resource, [line]));
        }
    }

    public ConsoleLines All()
    {
        lock (_lines)
        {
            return new ConsoleLines(resource, [.. _lines]);
        }
    }

    public IReadOnlyList<string> Last(int count)
    {
        lock (_lines)
        {
            return [.. _lines.TakeLast(count).Select(line => line.Text)];
        }
    }
}

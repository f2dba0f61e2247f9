using System.Collections.Immutable;

namespace KanbanAspire.Local.Dashboard.Resources;

/// <summary>Holds what the feed said last: the application, its resources, their console and who crashed.</summary>
public sealed class ResourceStore
{
    /// <summary>Console lines kept per resource; the oldest go first.</summary>
    public const int ConsoleLimit = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<ConsoleLine>> _console = [];
    private ImmutableSortedDictionary<string, ResourceSnapshot> _resources =
        ImmutableSortedDictionary.Create<string, ResourceSnapshot>(StringComparer.OrdinalIgnoreCase);

    private long _version;

    /// <summary>Grows with every change; whoever shows something compares it with the one it showed.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Names the application; null until the feed connects.</summary>
    public ApplicationSnapshot? Application { get; private set; }

    /// <summary>True while an orchestrator is connected.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Lists the crashes nobody dismissed, oldest first.</summary>
    public ImmutableList<Crash> Crashes { get; private set; } = [];

    /// <summary>Lists the resources, by name.</summary>
    public IEnumerable<ResourceSnapshot> Resources => _resources.Values;

    /// <summary>Finds a resource by name; null when there is none.</summary>
    public ResourceSnapshot? Find(string? name) => name is null ? null : _resources.GetValueOrDefault(name);

    /// <summary>Takes one message in.</summary>
    public void Apply(FeedMessage message) => Change(() =>
    {
        switch (message)
        {
            case ApplicationSnapshot application:
                Application = application;
                _resources = _resources.Clear();
                _console.Clear();
                break;
            case ResourceSnapshot resource:
                NoticeCrash(Find(resource.Name), resource);
                _resources = _resources.SetItem(resource.Name, resource);
                break;
            case ConsoleLines(var name, var lines):
                var kept = _console.TryGetValue(name, out var queue) ? queue : _console[name] = new();
                foreach (var line in lines)
                {
                    if (kept.Count == ConsoleLimit)
                    {
                        kept.Dequeue();
                    }
                    kept.Enqueue(line);
                }
                break;
        }
    });

    /// <summary>Says whether an orchestrator is connected.</summary>
    public void SetConnected(bool isConnected) => Change(() => IsConnected = isConnected);

    /// <summary>Copies the kept console lines of a resource, oldest first; empty when there are none.</summary>
    public ConsoleLine[] Console(string resource) =>
        _lock.Read<ConsoleLine[]>(() => _console.TryGetValue(resource, out var lines) ? [.. lines] : []);

    /// <summary>Takes a crash off the list.</summary>
    public void Dismiss(Crash crash) => Change(() => Crashes = Crashes.Remove(crash));

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _version++;
        }
    }

    private void NoticeCrash(ResourceSnapshot? before, ResourceSnapshot now)
    {
        var isCrash = now.HasCrashed();
        if (isCrash && before?.State != now.State)
        {
            var why = now.HealthDetail
                ?? (now.ExitCode is { } code ? $"exit code {code}" : "see its console");
            Crashes = Crashes.RemoveAll(crash => crash.Resource == now.Name).Add(new(now.Name, now.State, why));
        }
        else if (!isCrash)
        {
            Crashes = Crashes.RemoveAll(crash => crash.Resource == now.Name);
        }
    }
}

/// <summary>Is one crash to tell the person.</summary>
public sealed record Crash(string Resource, string State, string Why);

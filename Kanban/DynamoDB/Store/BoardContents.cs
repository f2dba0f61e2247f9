using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>The contents of a board, each object in its JSON form, which is sent on as it is.</summary>
public sealed class BoardContents
{
    private readonly Dictionary<string, (long Version, string Json)> _things = new(StringComparer.Ordinal);

    /// <summary>The labels, as a JSON array.</summary>
    public string LabelsJson => _things.TryGetValue(StoredKind.Labels.From, out var labels) ? labels.Json : "[]";

    /// <summary>The columns.</summary>
    public IEnumerable<string> Columns => Of(StoredKind.Column);

    /// <summary>The members.</summary>
    public IEnumerable<string> Members => Of(StoredKind.Member);

    /// <summary>The open cards.</summary>
    public IEnumerable<string> Cards => Of(StoredKind.Card);

    /// <summary>The recurring rules.</summary>
    public IEnumerable<string> Rules => Of(StoredKind.Rule);

    internal IReadOnlyList<Label> Labels => JsonSerializer.Deserialize(LabelsJson, KanbanJson.Compact.IReadOnlyListLabel)!;

    internal void Add(string sk, long version, string json) => _things[sk] = (version, json);

    /// <summary>
    /// Applies an event to things that are older. While a transaction is being committed its items turn up one after the other:
    /// the board may tell of an event whose cards a Query does not yet see.
    /// </summary>
    internal void Reconcile(BoardEvent e)
    {
        foreach (var kind in StoredKind.OfBoards.Where(static kind => kind.IsShown))
        {
            kind.Reconcile(this, e);
        }
    }

    /// <summary>Puts a thing as an event left it, or takes it away where that is null, unless it was read as a later one left it.</summary>
    internal void Set<T>(string sk, long seq, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (_things.TryGetValue(sk, out var now) && now.Version >= seq)
        {
            return;
        }

        if (value is null)
        {
            _things.Remove(sk);
        }
        else
        {
            _things[sk] = (seq, JsonSerializer.Serialize(value, type));
        }
    }

    private IEnumerable<string> Of(StoredKind kind) =>
        _things.Where(thing => thing.Key.StartsWith(kind.From, StringComparison.Ordinal)).Select(thing => thing.Value.Json);
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>What a board shows, each thing in its JSON form, which is sent on as it is.</summary>
public sealed class BoardContents
{
    private const string LabelsKey = "A#L";

    private readonly Dictionary<string, (long Version, string Json)> _things = new(StringComparer.Ordinal);

    /// <summary>The labels, as a JSON array.</summary>
    public string Labels => _things.TryGetValue(LabelsKey, out var labels) ? labels.Json : "[]";

    /// <summary>The columns.</summary>
    public IEnumerable<string> Columns => Of('B');

    /// <summary>The members.</summary>
    public IEnumerable<string> Members => Of('C');

    /// <summary>The open cards.</summary>
    public IEnumerable<string> Cards => Of('D');

    /// <summary>The recurring rules.</summary>
    public IEnumerable<string> Rules => Of('E');

    internal void Add(string sk, long version, string json) => _things[sk] = (version, json);

    /// <summary>
    /// Applies an event to things that are older. While a transaction is being committed its items turn up one after the other:
    /// the board may tell of an event whose cards a Query does not yet see.
    /// </summary>
    internal void Mend(BoardEvent e)
    {
        if (e.Labels is not null && !(_things.TryGetValue(LabelsKey, out var now) && now.Version >= e.Seq))
        {
            var labels = JsonSerializer.Deserialize(Labels, KanbanJson.Compact.IReadOnlyListLabel)!.ToImmutableDictionary(label => label.Id, StringComparer.Ordinal);
            var changed = e.Labels.Aggregate(labels, static (all, change) => change.After is null ? all.Remove(change.Id) : all.SetItem(change.Id, change.After));
            _things[LabelsKey] = (e.Seq, JsonSerializer.Serialize(Label.InOrder(changed.Values), KanbanJson.Compact.IReadOnlyListLabel));
        }

        foreach (var change in e.Cards ?? [])
        {
            Set($"D#{change.Id}", e.Seq, change.After is { Archived: false } card ? card : null, KanbanJson.Compact.Card);
        }

        foreach (var change in e.Columns ?? [])
        {
            Set($"B#{change.Id}", e.Seq, change.After, KanbanJson.Compact.Column);
        }

        foreach (var change in e.Members ?? [])
        {
            Set($"C#{(change.After ?? change.Before)!.Sub}", e.Seq, change.After, KanbanJson.Compact.Member);
        }

        foreach (var change in e.Rules ?? [])
        {
            Set($"E#{change.Id}", e.Seq, change.After, KanbanJson.Compact.Rule);
        }
    }

    private void Set<T>(string sk, long seq, T? value, JsonTypeInfo<T> type)
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

    private IEnumerable<string> Of(char kind) => _things.Where(thing => thing.Key[0] == kind).Select(thing => thing.Value.Json);
}

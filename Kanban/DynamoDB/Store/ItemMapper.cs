using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Reads and makes items: the keys, <c>version</c> (event that last wrote it), <c>doc</c> (its JSON form) and, apart from
/// that because it is not sent on, <c>text</c>.
/// </summary>
internal static class ItemMapper
{
    private const int DueShards = 16;
    private const string UnshardedDue = "DUE";

    /// <summary>
    /// Partitions of the index of what is due: the shards, and the one partition of versions that had no shards, in which items
    /// stay until they are next written.
    /// </summary>
    internal static IReadOnlyList<string> DuePartitions { get; } =
        [UnshardedDue, .. Enumerable.Range(0, DueShards).Select(ShardName)];

    internal static Dictionary<string, AttributeValue> Make<T>(Key key, long version, T value, JsonTypeInfo<T> type, string? text = null)
    {
        var item = key.ToAttributes();
        item["version"] = NumberOf(version);
        item["doc"] = new AttributeValue { S = JsonSerializer.Serialize(value, type) };
        if (text is not null)
        {
            item["text"] = new AttributeValue { S = text };
        }

        return item;
    }

    /// <summary>Makes the item of an event.</summary>
    internal static Dictionary<string, AttributeValue> OfEvent(string boardId, BoardEvent e)
    {
        var item = Key.Event(boardId, e.Seq).ToAttributes();
        item["version"] = NumberOf(e.Seq);
        item["doc"] = new AttributeValue { S = EventDoc.Write(e) };
        return item;
    }

    /// <summary>Reads the item of an event.</summary>
    internal static BoardEvent Event(this Dictionary<string, AttributeValue> item) => EventDoc.Read(item["doc"].S);

    /// <summary>Puts the item into the index of what the Scheduler has to do from a time on.</summary>
    /// <exception cref="InvalidOperationException">No background work is known for items of this kind.</exception>
    internal static Dictionary<string, AttributeValue> DueAt(this Dictionary<string, AttributeValue> item, DateTimeOffset time)
    {
        var key = new Key(item["pk"].S, item["sk"].S);
        if (DueKinds.Of(key) is null)
        {
            throw new InvalidOperationException($"No background work is known for {key.Sk}: see {nameof(DueKind)}.");
        }

        item["due"] = new AttributeValue { S = DueShard(key.Pk) };
        item["dueAt"] = new AttributeValue { S = TimeText(time) };
        return item;
    }

    /// <summary>Gets the shard of a board's items: a hash of its id, the same in every process (FNV-1a).</summary>
    internal static string DueShard(string pk)
    {
        var hash = 2166136261u;
        foreach (var letter in pk)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return ShardName((int)(hash % DueShards));
    }

    internal static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static T Read<T>(this Dictionary<string, AttributeValue> item, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(item["doc"].S, type)
        ?? throw new JsonException($"{item["pk"].S} {item["sk"].S} holds no {typeof(T).Name}.");

    /// <summary>Reads the item of a former description.</summary>
    internal static Revision Revision(this Dictionary<string, AttributeValue> item) =>
        item.Read(KanbanJson.Compact.Revision) with { Text = item.Text() };

    internal static string? Text(this Dictionary<string, AttributeValue> item) => item.GetValueOrDefault("text")?.S;

    internal static string Json(this Dictionary<string, AttributeValue> item) => item["doc"].S;

    internal static AttributeValue NumberOf(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    internal static long Number(this AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    private static string ShardName(int shard) => string.Create(CultureInfo.InvariantCulture, $"{UnshardedDue}#{shard:D2}");
}

using System.Text.Json;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Tests.Store;

/// <summary>Looks whether a board is whole: what must hold after any history.</summary>
public static class Stored
{
    /// <summary>Names everything that is wrong with the board; nothing when it is whole.</summary>
    /// <param name="table">The table.</param>
    /// <param name="acknowledged">Outcomes that clients were given.</param>
    public static async Task<List<string>> FindAnomaliesAsync(BoardTable table, IEnumerable<Outcome> acknowledged)
    {
        var wrong = new List<string>();
        var json = new Dictionary<long, string>();
        foreach (var item in await table.ItemsAsync($"LOG#{table.BoardId}"))
        {
            json[long.Parse(item["version"].N)] = EventDoc.ToWire(item["doc"].S);
        }

        for (var seq = 1; seq <= json.Count; seq++)
        {
            if (!json.ContainsKey(seq))
            {
                return [$"event {seq} of {json.Count} is missing"];
            }
        }

        wrong.AddRange(acknowledged.Where(o => o.Event is not null && json.GetValueOrDefault(o.Event.Seq) != o.Json)
            .Select(o => $"acknowledged event {o.Event!.Seq} {o.Event.Kind} is not in the log"));
        State rebuilt;
        try
        {
            rebuilt = json.OrderBy(e => e.Key)
                .Select(e => EventDoc.Read(e.Value))
                .Aggregate(State.Empty, (state, e) => state.Apply(e));
        }
        catch (InvalidOperationException e)
        {
            return [e.Message];
        }

        wrong.AddRange(await CompareAsync(table, rebuilt));
        wrong.AddRange(rebuilt.Cards.Values.Where(card => card.Number is not null).GroupBy(card => card.Number)
            .Where(cards => cards.Count() > 1).Select(cards => $"{cards.Count()} cards have the number {cards.Key}"));
        foreach (var column in rebuilt.Columns.Values)
        {
            var cards = rebuilt.Cards.Values.Where(card => !card.Archived && card.ColumnId == column.Id).ToList();
            if (cards.Count != column.Count)
            {
                wrong.Add($"column {column.Id} counts {column.Count} of {cards.Count}");
            }

            if (cards.DistinctBy(card => card.Rank).Count() != cards.Count)
            {
                wrong.Add($"column {column.Id} has equal ranks");
            }
        }

        return wrong;
    }

    /// <summary>Compares each stored item with the state rebuilt from the log.</summary>
    private static async Task<List<string>> CompareAsync(BoardTable table, State rebuilt)
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["A"] = JsonSerializer.Serialize(rebuilt.Board!, KanbanJson.Compact.Board),
        };
        if (rebuilt.LabelsVersion > 0)
        {
            expected["A#L"] = JsonSerializer.Serialize(
                [.. rebuilt.Labels.Values.OrderBy(label => label.Id.PadLeft(6))], KanbanJson.Compact.IReadOnlyListLabel);
        }

        Add(rebuilt.Columns.Values, c => $"B#{c.Id}", c => JsonSerializer.Serialize(c, KanbanJson.Compact.Column));
        Add(rebuilt.Members.Values, m => $"C#{m.Sub}", m => JsonSerializer.Serialize(m, KanbanJson.Compact.Member));
        Add(rebuilt.Cards.Values, c => (c.Archived ? "X#" : "D#") + c.Id, c => JsonSerializer.Serialize(c, KanbanJson.Compact.Card));
        Add(rebuilt.Rules.Values, r => $"E#{r.Id}", r => JsonSerializer.Serialize(r, KanbanJson.Compact.Rule));
        Add(rebuilt.Invites.Values, i => $"I#{i.Id}", i => JsonSerializer.Serialize(i, KanbanJson.Compact.Invite));

        var items = await table.ItemsAsync($"BOARD#{table.BoardId}");
        var stored = items.Where(item => item["sk"].S is not (['Z' or 'F', '#', ..] or "W")).ToDictionary(item => item["sk"].S, item => item["doc"].S);
        foreach (var cardId in rebuilt.Cards.Keys)
        {
            foreach (var item in await table.ItemsAsync($"CARD#{cardId}"))
            {
                if (!item["sk"].S.StartsWith("REV#", StringComparison.Ordinal))
                {
                    stored[$"{cardId} {item["sk"].S}"] = item["doc"].S;
                }
            }
        }

        Add(rebuilt.Descriptions.Values, d => $"{d.CardId} A", d => JsonSerializer.Serialize(d, KanbanJson.Compact.Description));
        Add(rebuilt.Checklists.Values, c => $"{c.CardId} LIST#{c.Id}", c => JsonSerializer.Serialize(c, KanbanJson.Compact.Checklist));
        Add(rebuilt.Comments.Values, c => $"{c.CardId} COMMENT#{c.Id}", c => JsonSerializer.Serialize(c, KanbanJson.Compact.Comment));
        return
        [
            .. expected.Where(pair => stored.GetValueOrDefault(pair.Key) != pair.Value)
                .Select(pair => $"{pair.Key} is {stored.GetValueOrDefault(pair.Key)} and should be {pair.Value}"),
            .. stored.Keys.Except(expected.Keys).Where(key => !IsOfDeletedCard(key, rebuilt)).Select(key => $"{key} should not be there"),
        ];

        void Add<T>(IEnumerable<T> things, Func<T, string> key, Func<T, string> value)
        {
            foreach (var thing in things)
            {
                if (key(thing) is var k && (!k.Contains(' ') || rebuilt.Cards.ContainsKey(k.Split(' ')[0])))
                {
                    expected[k] = value(thing);
                }
            }
        }
    }

    private static bool IsOfDeletedCard(string key, State rebuilt) => key.Contains(' ') && !rebuilt.Cards.ContainsKey(key.Split(' ')[0]);
}

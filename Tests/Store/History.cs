using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Store;

/// <summary>One step that a person takes; the numbers choose among what is there at that time.</summary>
public sealed record Step(int Kind, int A, int B, int C);

/// <summary>Runs people at once on one board and looks afterwards whether everything is whole.</summary>
public sealed class History(BoardTable table, IAmazonDynamoDB client, CommandOptions options)
{
    private readonly BoardServices _store = table.Store(client, options);
    private readonly ConcurrentDictionary<int, string> _cards = [];
    private readonly ConcurrentBag<Outcome> _outcomes = [];
    private readonly ConcurrentBag<(long Cursor, BoardContents Contents)> _readers = [];

    /// <summary>Gets the number of commands that were done.</summary>
    public int Done => _outcomes.Count(o => o.Event is not null);

    /// <summary>Runs each person's steps in order, all persons at once.</summary>
    /// <returns>What is wrong afterwards.</returns>
    public async Task<List<string>> RunAsync(IReadOnlyList<IReadOnlyList<Step>> persons)
    {
        await Task.WhenAll(persons.Select(steps => Task.Run(async () =>
        {
            foreach (var step in steps)
            {
                await TakeAsync(step);
            }
        })));

        var wrong = await Stored.FindAnomaliesAsync(table, _outcomes);
        wrong.AddRange(_outcomes.Where(o => o.Rejection?.Kind == RejectionKind.Busy).Select(_ => "a command was given up"));
        if (wrong.Count == 0)
        {
            wrong.AddRange(await FindDivergedReadersAsync());
        }

        return wrong;
    }

    private async Task TakeAsync(Step step)
    {
        if (step.Kind == 0)
        {
            var membership = await _store.Boards.GetMembershipAsync(table.BoardId, BoardTable.Ann.Sub, default);
            _readers.Add((membership!.Board.Seq, await _store.Boards.OpenAsync(table.BoardId, membership.Board.Seq, default)));
            return;
        }

        if (step.Kind == 12)
        {
            if (await table.Plain.Boards.GetEventAsync(table.BoardId, 1 + (step.A * 7), default) is { } e)
            {
                _outcomes.Add(await _store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new Undo(e), null, default));
            }

            return;
        }

        var outcome = await _store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, Command(step), null, default);
        _outcomes.Add(outcome);
        if (outcome.Event is { Kind: "cardCreated" } created)
        {
            _cards[_cards.Count] = created.Cards![0].Id;
        }
    }

    private Command Command(Step step)
    {
        var id = Card(step.A) ?? "none";
        var place = new Placement(step.C % 2 == 0 ? "2" : "3", step.B % 3 == 0 ? null : Card(step.B), step.B % 4 == 0 ? null : Card(step.C));
        return step.Kind switch
        {
            1 or 2 or 3 => new CreateCard(Ids.New(DateTimeOffset.UtcNow), place, $"{step.A}") { Description = step.B % 2 == 0 ? "d" : null },
            4 or 5 or 6 => place.After == id || place.Before == id ? new MoveCard(id, new Placement(place.ColumnId)) : new MoveCard(id, place),
            7 => new ArchiveCard(id),
            8 => new RestoreCard(id, place.ColumnId),
            9 => new ChangeCard(id) { Estimate = step.B, Priority = (CardPriority)(step.C % 4) },
            10 => new AddComment(id, Ids.New(DateTimeOffset.UtcNow), $"text {step.B}", null),
            11 => step.B % 2 == 0 ? new DeleteCard(id) : new AddChecklist(id, Ids.New(DateTimeOffset.UtcNow), "list", ["x"]),
            13 => new AddLabel($"{step.A}", "red"),
            16 => new RemoveLabel(Ids.Short(4 + step.A)),
            17 => new ChangeLabel(Ids.Short(4 + step.A), $"{step.B}", null),
            18 => new MoveColumn(place.ColumnId, step.B % 2 == 0 ? null : place.ColumnId == "2" ? "3" : "2", null),
            14 => new ChangeColumn(place.ColumnId, $"{step.B}", null, step.B + 5, (WipPolicy)(step.C % 2)),
            _ => new AssignCard(id, "1", step.B % 2 == 0),
        };
    }

    private string? Card(int number) => _cards.IsEmpty ? null : _cards.GetValueOrDefault(number % _cards.Count);

    // A reader that opened the board at any time and applied what came since sees what is stored.
    private async Task<List<string>> FindDivergedReadersAsync()
    {
        var log = await table.LogAsync();
        var final = Things(await table.Plain.Boards.OpenAsync(table.BoardId, 0, default));
        var wrong = new List<string>();
        foreach (var (cursor, contents) in _readers)
        {
            var things = Things(contents);
            foreach (var e in log.Where(e => e.Seq > cursor))
            {
                Catch(things, "label", e.Labels, e.Seq, static label => label.Version, KanbanJson.Compact.Label);
                Catch(things, "column", e.Columns, e.Seq, static column => column.Version, KanbanJson.Compact.Column);
                Catch(things, "member", e.Members, e.Seq, static member => member.Version, KanbanJson.Compact.Member);
                Catch(things, "rule", e.Rules, e.Seq, static rule => rule.Version, KanbanJson.Compact.Rule);
                Catch(
                    things, "card", e.Cards?.Select(c => c.After is { Archived: true } ? c with { After = null } : c).ToList(), e.Seq,
                    static card => card.Version, KanbanJson.Compact.Card);
            }

            wrong.AddRange(final.Where(thing => Text(things.GetValueOrDefault(thing.Key)) != Text(thing.Value))
                .Select(thing => $"a reader from {cursor} on sees {thing.Key} as {Text(things.GetValueOrDefault(thing.Key))}, not {Text(thing.Value)}"));
            wrong.AddRange(things.Keys.Except(final.Keys).Select(key => $"a reader from {cursor} on sees {key}, which is gone"));
        }

        return wrong;
    }

    private static void Catch<T>(
        Dictionary<string, JsonNode> things, string kind, IReadOnlyList<Change<T>>? changes, long seq, Func<T, long> version, JsonTypeInfo<T> type)
        where T : class
    {
        foreach (var change in changes ?? [])
        {
            var key = $"{kind} {change.Id}";
            if (things.TryGetValue(key, out var now) && (long)now["version"]! >= seq)
            {
                continue;
            }

            if (change.After is { } after)
            {
                Assert.True(version(after) >= seq || kind == "column", $"{key} has an old version in event {seq}");
                things[key] = JsonSerializer.SerializeToNode(after, type)!;
            }
            else
            {
                things.Remove(key);
            }
        }
    }

    private static Dictionary<string, JsonNode> Things(BoardContents contents)
    {
        var things = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        Add("label", JsonNode.Parse(contents.LabelsJson)!.AsArray().Select(label => label!.ToJsonString()));
        Add("column", contents.Columns);
        Add("member", contents.Members);
        Add("rule", contents.Rules);
        Add("card", contents.Cards);
        return things;

        void Add(string kind, IEnumerable<string> all)
        {
            foreach (var thing in all.Select(json => JsonNode.Parse(json)!))
            {
                things[$"{kind} {thing["id"]}"] = thing;
            }
        }
    }

    // What a column counts follows from its cards, and so does the event that last touched it; a reader counts for himself.
    private static string? Text(JsonNode? thing)
    {
        if (thing?.DeepClone() is not JsonObject copy)
        {
            return null;
        }

        if (copy.ContainsKey("wipPolicy"))
        {
            Array.ForEach(["count", "lastRank", "rekeying", "rekeyedAt", "version"], name => copy.Remove(name));
        }

        return copy.ToJsonString();
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Tests.Store;

/// <summary>One step that a person takes; the numbers choose among what is there at that time.</summary>
public sealed record Step(int Kind, int A, int B, int C);

/// <summary>Runs people at once on one board and looks afterwards whether everything is whole.</summary>
public sealed class History(BoardTable table, IAmazonDynamoDB client, BoardStoreOptions options)
{
    private readonly BoardStore _store = table.Store(client, options);
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
        wrong.AddRange(_outcomes.Where(o => o.Refusal?.Kind == RefusalKind.Busy).Select(_ => "a command was given up"));
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
            var membership = await _store.GetMembershipAsync(table.BoardId, BoardTable.Ann.Sub, default);
            _readers.Add((membership!.Board.Seq, await _store.OpenAsync(table.BoardId, membership.Board.Seq, default)));
            return;
        }

        if (step.Kind == 12)
        {
            if (await table.Plain.GetEventAsync(table.BoardId, 1 + (step.A * 7), default) is { } e)
            {
                _outcomes.Add(await _store.ExecuteAsync(table.BoardId, BoardTable.Ann, new Undo(e), null, default));
            }

            return;
        }

        var outcome = await _store.ExecuteAsync(table.BoardId, BoardTable.Ann, Command(step), null, default);
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
            14 => new ChangeColumn(place.ColumnId, $"{step.B}", null, step.B + 5, (WipPolicy)(step.C % 2)),
            _ => new AssignCard(id, "1", step.B % 2 == 0),
        };
    }

    private string? Card(int number) => _cards.IsEmpty ? null : _cards.GetValueOrDefault(number % _cards.Count);

    // A reader that opened the board at any time and applied what came since sees what is stored.
    private async Task<List<string>> FindDivergedReadersAsync()
    {
        var log = await table.LogAsync();
        var final = Cards(await table.Plain.OpenAsync(table.BoardId, 0, default));
        var wrong = new List<string>();
        foreach (var (cursor, contents) in _readers)
        {
            var cards = Cards(contents);
            foreach (var change in log.Where(e => e.Seq > cursor).SelectMany(e => (e.Cards ?? []).Select(c => (e.Seq, Change: c))))
            {
                if (cards.GetValueOrDefault(change.Change.Id)?.Version >= change.Seq)
                {
                    continue;
                }

                if (change.Change.After is { Archived: false } after)
                {
                    cards[change.Change.Id] = after;
                }
                else
                {
                    cards.Remove(change.Change.Id);
                }
            }

            if (Text(cards) != Text(final))
            {
                wrong.Add($"a reader from {cursor} on sees other cards");
            }
        }

        return wrong;
    }

    private static Dictionary<string, Card> Cards(BoardContents contents) => contents.Cards
        .Select(json => JsonSerializer.Deserialize(json, KanbanJson.Compact.Card)!).ToDictionary(card => card.Id);

    private static string Text(Dictionary<string, Card> cards) =>
        string.Join('\n', cards.Values.OrderBy(card => card.Id).Select(card => JsonSerializer.Serialize(card, KanbanJson.Compact.Card)));
}

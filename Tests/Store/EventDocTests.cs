using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Store;

/// <summary>Logs as earlier versions wrote them, and how large an event can be.</summary>
public sealed class EventDocTests
{
    private const int MaxEventBytes = 200 * 1024;

    /// <summary>A board that was written before events had a schema: it opens, replays to what is stored, and its events can be undone.</summary>
    [Fact]
    public async Task Board_OfTheFirstSchema_OpensReplaysAndUndoes()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var fixture = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Tests", "Store", "Boards", "schema-1.json")))!;
        foreach (var item in fixture["items"]!.AsArray())
        {
            await table.Client.PutItemAsync(table.Names.Kanban, item!.AsObject().ToDictionary(
                property => property.Key,
                property => property.Value!["S"] is { } text ? new AttributeValue { S = (string)text! } : new AttributeValue { N = (string)property.Value["N"]! }));
        }

        table.BoardId = (string)fixture["boardId"]!;
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
        var log = await table.LogAsync();
        var last = log.Last(e => e.Is(EventKind.CardChanged));
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(last.At.AddHours(1));
        var outcome = await table.Store(table.Client, time: time).Batches.UndoAsync(table.BoardId, last, BoardTable.Ann, null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
        var removed = log.Last(e => e.Is(EventKind.ColumnRemoved));
        outcome = await table.Store(table.Client, time: time).Batches.UndoAsync(table.BoardId, removed, BoardTable.Ann, null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
        Assert.Empty(await Stored.FindAnomaliesAsync(table, [outcome]));
        var contents = await table.Plain.Boards.OpenAsync(table.BoardId, 0, default);
        Assert.Equal(2, contents.Cards.Count(json => (string?)JsonNode.Parse(json)!["columnId"] == removed.Columns![0].Id));
    }

    [Fact]
    public async Task Events_Stored_AreReadAsTheyWere()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var card = await table.AddCardAsync();
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new Kanban.Cards.ChangeCard(card) { Estimate = 3, Cover = "red" }, null, default);
        var cleared = await table.Plain.Commands.ExecuteAsync(
            table.BoardId, BoardTable.Ann, new Kanban.Cards.ChangeCard(card) { Clear = [Kanban.Cards.CardField.Cover] }, null, default);

        var stored = (await table.ItemsAsync($"LOG#{table.BoardId}"))[^1]["doc"].S;
        var after = JsonNode.Parse(stored)!["cards"]![0]!["after"]!.AsObject();
        Assert.Equal(["version", "cover"], after.Select(property => property.Key));
        Assert.Null(after["cover"]);
        Assert.Equal(cleared.Json, EventDoc.ToWire(stored));
        Assert.Equal(cleared.Json, JsonSerializer.Serialize(EventDoc.Read(stored), KanbanJson.Compact.BoardEvent));
    }

    [Fact]
    public void Event_OfALaterSchema_IsAnError()
    {
        var e = Assert.Throws<JsonException>(() => EventDoc.Read("""{"seq":1,"kind":"new","schema":3}"""));
        Assert.Contains("schema 3", e.Message, StringComparison.Ordinal);
    }

    /// <summary>90 cards with every property set and titles that JSON writes longest: an emoji takes twelve characters.</summary>
    [Theory]
    [InlineData("3", 90)]
    [InlineData(null, 45)]
    public async Task Event_OfAsManyFullCardsAsAStepTakes_StaysFarBelowTheLimitOfAnItem(string? moveTo, int cards)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var emoji = string.Concat(Enumerable.Repeat("😀", Limits.TitleLength / 2));
        await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new FillColumn(0, Limits.StepItems / 2) { IsFull = true, SameTitle = emoji, Labels = Ids20() }, null, default);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new FillColumn(45, Limits.StepItems / 2) { IsFull = true, SameTitle = emoji, Labels = Ids20() }, null, default);
        await table.Plain.Batches.DeleteColumnAsync(table.BoardId, "2", moveTo, BoardTable.Ann, null, default);

        var events = (await table.ItemsAsync($"LOG#{table.BoardId}"))
            .Where(item => EventDoc.Read(item["doc"].S).Is(EventKind.CardsMoved, EventKind.CardsArchived)).ToList();
        Assert.All(events, item => Assert.Equal(cards, EventDoc.Read(item["doc"].S).Cards!.Count));
        Assert.All(events, item => Assert.InRange(Encoding.UTF8.GetByteCount(item["doc"].S), 1, MaxEventBytes));

        static string[] Ids20() => [.. Enumerable.Range(1, Limits.LabelsPerCard).Select(i => Ids.Short(i + 100_000))];
    }

    [Fact]
    public async Task Kinds_All_HaveASentenceInThePage()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Web", "src", "board", "history", "event-message.ts"));

        // Of a card's properties the page names which one changed.
        var missing = EventKind.All.Select(kind => kind.Name).Except([EventKind.CardChanged.Name])
            .Where(name => !page.Contains($"\n  {name}: ", StringComparison.Ordinal));
        Assert.Empty(missing);
    }
}

using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Store;

/// <summary>
/// Runs calls of every kind that the store makes and notes what each gives. Ids, ranks and the clock are given, so that two
/// emulators have to give the same.
/// </summary>
internal sealed class StoreScenario(IAmazonDynamoDB client, TableNames names)
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Ben = new("ben", "Ben");
    private static readonly (string One, string Two) Boards = (Ids.Derive("one", Monday), Ids.Derive("two", Monday));
    private static readonly string[] Cards = [.. Enumerable.Range(0, 5).Select(i => Ids.Derive($"card{i}", Monday))];
    private static readonly string InviteId = Ids.Derive("invite", Monday);

    // Each change is counted in the table; no user here makes more in a minute.
    private static readonly CommandOptions Options = new() { WritesPerMinute = 39, RankJitter = () => "000001", Channel = () => "channel" };

    private readonly FakeTimeProvider _time = new(Monday);
    private readonly List<string> _noted = [];
    private int _commands;

    /// <summary>Runs all of it.</summary>
    /// <returns>What each call gave, and the items of both tables in between and at the end.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await DescribeAsync();
        await ItemsAsync();
        await CommandsAsync();
        await ReadsAsync();
        await DumpAsync();
        await BackgroundAsync();
        await DumpAsync();
        return _noted;
    }

    private BoardServices Services => field ??= new BoardServices(client, names, Options, _time);

    private void Note(object? value) => _noted.Add(value is string text ? text : JsonSerializer.Serialize(value));

    private async Task DescribeAsync()
    {
        foreach (var name in new[] { names.Items, names.Kanban })
        {
            var table = (await client.DescribeTableAsync(name)).Table;
            Note(KeysOf(table.KeySchema));
            Note(string.Join(' ', table.AttributeDefinitions.Select(a => $"{a.AttributeName}:{a.AttributeType}").Order(StringComparer.Ordinal)));
            Note(string.Join(' ', (table.GlobalSecondaryIndexes ?? []).Select(i => $"{i.IndexName} {KeysOf(i.KeySchema)} {i.Projection.ProjectionType}")));
            Note((await client.DescribeTimeToLiveAsync(name)).TimeToLiveDescription.AttributeName);
        }

        static string KeysOf(List<KeySchemaElement> keys) => string.Join(' ', keys.Select(key => $"{key.KeyType} {key.AttributeName}"));
    }

    private async Task ItemsAsync()
    {
        var store = new ItemStore(client, names, _time);
        await store.PutAsync(new Item("1", "12345678901234567890123456789012345678", "책"), default);
        await store.PutAsync(new Item("2", "1.5", "", Monday.AddHours(1)), default);
        await store.PutAsync(new Item("3", "-0.001", "gone", Monday), default);
        Note(await store.PutIfAbsentAsync(new Item("1", "1", "x"), default));
        Note(await store.PutIfAbsentAsync(new Item("4", "1", "x"), default));
        await store.DeleteAsync("4", default);
        await store.DeleteAsync("none", default);
        foreach (var id in new[] { "1", "2", "3", "4" })
        {
            Note(await store.GetAsync(id, default));
        }

        Note((await store.ListAsync(null, default)).Items.OrderBy(item => item.Id, StringComparer.Ordinal));
    }

    private async Task CommandsAsync()
    {
        var (one, two) = Boards;
        await DoAsync(one, new CreateBoard(one, new BoardInfo("One"), ["A", "B", "C"]));
        await DoAsync(two, new CreateBoard(two, new BoardInfo("Two"), ["A"]));
        foreach (var card in Cards)
        {
            await DoAsync(one, new CreateCard(card, new Placement(card == Cards[^1] ? "4" : "2"), "Card"));
        }

        await DoAsync(one, new MoveCard(Cards[0], new Placement("3")));
        await DoAsync(one, new MoveCard(Cards[2], new Placement("2", Before: Cards[1])));
        await DoAsync(one, new MoveCard(Cards[2], new Placement("9")));
        await DoAsync(one, new AddComment(Cards[0], Ids.Derive("comment", Monday), "좋아요", null));
        await DoAsync(one, new SetDescription(Cards[0], "text", 0));
        await DoAsync(one, new SetDescription(Cards[0], "other text", 10_000));
        await DoAsync(one, new AddInvite(InviteId, Role.Editor, Monday.AddDays(1), false));
        await DoAsync(one, new Join(InviteId, "1"), Ben);

        // The second time the item of the command is there: its condition fails, and the first answer is found.
        var label = new CommandId("0123456789abcdef", "label");
        Note((await Services.Commands.ExecuteAsync(one, BoardTable.Ann, new AddLabel("red", "red"), label, default)).Json);
        Note((await Services.Commands.ExecuteAsync(one, BoardTable.Ann, new AddLabel("red", "red"), label, default)).Json);
        Note((await Services.Commands.ExecuteAsync(one, BoardTable.Ann, new AddLabel("x", "red"), label with { Fingerprint = "x" }, default)).Rejection);

        Note((await Services.Transfers.TransferAsync(one, Cards[1], two, "2", false, BoardTable.Ann, null, default)).Json);
        await Services.UserBoards.StarAsync(two, BoardTable.Ann.Sub, true, default);
    }

    private async Task ReadsAsync()
    {
        var contents = await Services.Boards.OpenAsync(Boards.One, 0, default);
        Note(string.Join('\n', contents.Columns.Concat(contents.Cards).Concat(contents.Members).Append(contents.LabelsJson)));
        for (var cursor = 0L; await Services.Boards.GetEventsAsync(Boards.One, cursor, 3, default) is { Count: > 0 } page; cursor = page[^1].Seq)
        {
            Note(string.Join('\n', page.Select(e => e.Json)));
        }

        Note((await Services.Boards.GetActivityAsync(Boards.One, 5, 2, default)).Select(e => e.Json));
        Note((await Services.Boards.GetMembershipAsync(Boards.One, "ben", default))?.Member);
        Note(await Services.Boards.GetMembershipAsync(Boards.One, "stranger", default));
        Note(await Services.UserBoards.GetMyBoardsAsync(BoardTable.Ann.Sub, default));
        Note(await Services.Cards.GetCommentsAsync(Cards[0], null, 10, default));
        Note(await Services.Cards.GetDescriptionAsync(Cards[0], default));
    }

    private async Task BackgroundAsync()
    {
        var (one, two) = Boards;
        await DoAsync(one, new AddRule(new Rule(Ids.Derive("rule", Monday), new Schedule(Every.Cron, "UTC") { Cron = "0 * * * *" }, new CardTemplate("3", "x"), 0)));
        await DoAsync(one, new CloseColumn("4", "2"));
        await DoAsync(one, new ArchiveCard(Cards[2]));
        await DoAsync(one, new DeleteCard(Cards[0]));
        await DoAsync(two, new DeleteBoard());
        for (var hour = 0; hour < 2; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            var work = new BackgroundWork(
                Services.Commands, Services.Batches, client, names, _time, new BackgroundWorkOptions { Boards = 1 }, NullLogger<BackgroundWork>.Instance);
            var report = await work.RunAsync(default);
            Assert.Empty(report.Failures);
            Note(FormattableString.Invariant($"{report.Inserted} {report.Skipped} {report.MaxLag} {report.Stuck} {report.Unfinished}"));
        }

        await ReadsAsync();
    }

    private async Task DoAsync(string boardId, Command command, Actor? actor = null)
    {
        var id = new CommandId(string.Create(CultureInfo.InvariantCulture, $"{_commands++:D16}"), "x");
        var outcome = await Services.Commands.ExecuteAsync(boardId, actor ?? BoardTable.Ann, command, id, default);
        Note(outcome.Json ?? $"{command.GetType().Name}: {outcome.Rejection}");
    }

    private async Task DumpAsync()
    {
        foreach (var name in new[] { names.Items, names.Kanban })
        {
            var items = (await client.ScanAsync(new ScanRequest { TableName = name, ConsistentRead = true })).Items;
            // Without an id of the client's the store makes one up for an event.
            _noted.AddRange(items.Select(item => string.Join(' ', item.Where(a => a.Key != "command").OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => $"{a.Key}={a.Value.S ?? a.Value.N ?? a.Value.BOOL?.ToString()}"))).Order(StringComparer.Ordinal));
        }
    }
}

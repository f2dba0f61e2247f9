using Amazon.DynamoDBv2;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Items;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Scheduler.Items;
using KanbanAspire.Scheduler.Minutes;
using KanbanAspire.Tests.Store;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>Runs the Scheduler's jobs, background work of every kind among them, and notes which permissions that takes.</summary>
internal static class SchedulerCalls
{
    public static async Task<HashSet<Permission>> RecordAsync()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var deleted = await BoardAsync(table);
        var archived = await BoardAsync(table);
        var restored = await BoardAsync(table);
        await DoAsync(table, deleted, new DeleteBoard());
        foreach (var boardId in new[] { table.BoardId, archived, restored })
        {
            var template = new CardTemplate("2", "x") { Labels = ["1"], Assignees = ["1"] };
            await DoAsync(table, boardId, new AddRule(new Rule(Ids.New(time.GetUtcNow()), new Schedule(Every.Cron, "UTC") { Cron = "0 * * * *" }, template, 0)));
        }

        await DoAsync(table, archived, new ChangeBoard(null, null, null, true));
        await DoAsync(table, restored, new ChangeBoard(null, null, null, true));
        var card = await table.AddCardAsync();
        await DoAsync(table, table.BoardId, new SetDescription(card, "text", 0));
        await DoAsync(table, table.BoardId, new DeleteCard(card));
        await table.AddCardAsync("3");
        await DoAsync(table, table.BoardId, new CloseColumn("3", "2"));

        using var recorder = new CallRecorder();
        using var client = recorder.Watch(new AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint)));
        time.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        await DoAsync(table, restored, new ChangeBoard(null, null, null, false));
        time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync();
        var names = table.Names with { Items = DynamoDBEmulator.NewTableName("items") };
        await table.Client.CreateIfAbsentAsync(TableSchemas.Items with { Name = names.Items }, default);
        await new ItemInserter(new ItemStore(client, names, time), ItemLifetime.Default).RunAsync(Tick.At(time.GetUtcNow()), default);
        return recorder.PermissionsFor(names);

        async Task RunAsync() => Assert.Empty((await Background.RunAsync(table, client, time, recorder.Push)).Failures);
    }

    private static async Task<string> BoardAsync(BoardTable table)
    {
        var id = Ids.New(DateTimeOffset.UtcNow);
        await DoAsync(table, id, new CreateBoard(id, new BoardInfo("x"), ["A"]));
        return id;
    }

    private static async Task DoAsync(BoardTable table, string boardId, Command command)
    {
        var outcome = await table.Plain.Commands.ExecuteAsync(boardId, BoardTable.Ann, command, null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
    }
}

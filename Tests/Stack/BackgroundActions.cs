using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Tests.Store;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Stack;

/// <summary>Runs background work of every kind and records which IAM actions its calls need.</summary>
internal static class BackgroundActions
{
    // Transactions need the actions of their parts: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    public static async Task<HashSet<string>> RecordAsync()
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

        var actions = new HashSet<string>(StringComparer.Ordinal);
        using var client = new AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint));
        client.BeforeRequestEvent += (_, e) =>
        {
            lock (actions)
            {
                actions.UnionWith(ActionsOf(((WebServiceRequestEventArgs)e).Request));
            }
        };
        time.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        await DoAsync(table, restored, new ChangeBoard(null, null, null, false));
        time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync();
        return actions;

        async Task RunAsync() => Assert.Empty((await Background.RunAsync(table, client, time)).Failures);
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

    private static IEnumerable<string> ActionsOf(AmazonWebServiceRequest request) => request switch
    {
        QueryRequest { IndexName: not null } => [],
        TransactGetItemsRequest => ["dynamodb:GetItem"],
        TransactWriteItemsRequest write => write.TransactItems.Select(item =>
            item.Put is not null ? "dynamodb:PutItem"
            : item.Update is not null ? "dynamodb:UpdateItem"
            : item.Delete is not null ? "dynamodb:DeleteItem"
            : "dynamodb:ConditionCheckItem"),
        _ => [$"dynamodb:{request.GetType().Name[..^"Request".Length]}"],
    };
}

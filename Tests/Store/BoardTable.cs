using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Tests.Store;

/// <summary>A fresh table in the emulator with one board in it.</summary>
public sealed class BoardTable : IAsyncDisposable
{
    public static readonly Actor Ann = new("ann", "Ann");
    private readonly AmazonDynamoDBClient _plain;

    private BoardTable(AmazonDynamoDBClient plain, TableNames names, string endpoint)
    {
        (_plain, Names, Endpoint) = (plain, names, endpoint);
        Plain = new BoardServices(plain, names, Unlimited);
        BoardId = Ids.New(DateTimeOffset.UtcNow);
    }

    public static CommandOptions Unlimited { get; } = new() { WritesPerMinute = 0 };

    public TableNames Names { get; }

    public string Endpoint { get; }

    /// <summary>Gets or sets the board that tests look at: the one made with the table, or one that was put into it.</summary>
    public string BoardId { get; set; }

    /// <summary>Gets a store without tricks.</summary>
    public BoardServices Plain { get; }

    public AmazonDynamoDBClient Client => _plain;

    public static AmazonDynamoDBConfig Config(string endpoint) =>
        new() { ServiceURL = endpoint, AuthenticationRegion = "ap-northeast-2", MaxErrorRetry = 0 };

    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials("local", "local");

    public static async Task<BoardTable> CreateAsync(params string[] columns)
    {
        var endpoint = await DynamoDBEmulator.GetEndpointAsync();
        var names = new TableNames("items", DynamoDBEmulator.NewTableName("kanban"));
        var table = new BoardTable(new AmazonDynamoDBClient(Credentials, Config(endpoint)), names, endpoint);
        await table._plain.CreateIfAbsentAsync(TableSchemas.Kanban with { Name = names.Kanban }, CancellationToken.None);
        var created = await table.Plain.Commands.ExecuteAsync(
            table.BoardId, Ann, new CreateBoard(table.BoardId, new BoardInfo("Board"), columns), null, CancellationToken.None);
        Assert.NotNull(created.Event);
        return table;
    }

    public BoardServices Store(IAmazonDynamoDB client, CommandOptions? options = null, TimeProvider? time = null, ILogger<CommandExecutor>? logger = null, ICommitObserver? observer = null) =>
        new(client, Names, options ?? Unlimited, time, logger, observer);

    public async Task<string> AddCardAsync(string columnId = "2", string title = "Card")
    {
        var id = Ids.New(DateTimeOffset.UtcNow);
        var outcome = await Plain.Commands.ExecuteAsync(BoardId, Ann, new CreateCard(id, new Placement(columnId), title), null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
        return id;
    }

    public async Task<List<BoardEvent>> LogAsync()
    {
        var log = new List<BoardEvent>();
        while (true)
        {
            var page = await Plain.Boards.GetEventsAsync(BoardId, log.Count, 1_000, default);
            if (page.Count == 0)
            {
                return log;
            }

            log.AddRange(page.Select(e => e.Event));
        }
    }

    /// <summary>Reads all items of a partition.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync(string pk)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        var request = new QueryRequest
        {
            TableName = Names.Kanban,
            ConsistentRead = true,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new() { [":pk"] = new AttributeValue(pk) },
        };
        do
        {
            var page = await _plain.QueryAsync(request);
            items.AddRange(page.Items);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    public async ValueTask DisposeAsync()
    {
        await _plain.DeleteTableAsync(Names.Kanban);
        _plain.Dispose();
    }
}

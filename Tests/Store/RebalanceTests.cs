using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Ranks;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Store;

/// <summary>Ranks of a column are rebalanced while others write to it: the order stays as people made it, for every reader.</summary>
public sealed class RebalanceTests
{
    private const int Cards = 200;

    public static TheoryData<string, int> Rivals()
    {
        var data = new TheoryData<string, int>();
        foreach (var rival in new[] { "create", "createFirst", "moveIn", "moveOut", "moveWithin", "archive", "delete", "restore", "rename", "rebalance" })
        {
            for (var step = 1; step <= 4; step++)
            {
                data.Add(rival, step);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rivals))]
    public async Task Rebalance_WhileSomebodyElseWrites_KeepsTheOrder(string rival, int step)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var order = await FillAsync(table);
        var elsewhere = await table.AddCardAsync("3");
        await GrowAsync(table, order);
        using var client = new IntrudingClient(table, step, () => ActAsync(table, rival, order, elsewhere));

        await RebalanceAsync(table, client);

        Assert.True(client.HasIntruded, "The rival never acted.");
        Assert.Equal(order, await OrderAsync(table));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
        var column = (await table.LogAsync()).Aggregate(Kanban.Events.State.Empty, (state, e) => state.Apply(e)).Columns["2"];
        Assert.Null(column.Rebalancing);
    }

    /// <summary>A reader may see the board's number before the items of the same transaction; a plan made from that is stale.</summary>
    [Fact]
    public async Task Rebalance_PlannedFromTornReads_KeepsTheOrder()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            await using var table = await BoardTable.CreateAsync("A", "B");
            var order = await FillAsync(table);
            await GrowAsync(table, order);
            using var client = new TornReadsClient(table, seed) { TornShare = 1 };
            var torn = table.Store(client);
            var moved = order[20];
            await torn.Commands.ExecuteAsync(
                table.BoardId, BoardTable.Ann, new MoveCard(moved, new Placement("2", order[150], order[151])), null, default);
            order.RemoveAt(20);
            order.Insert(150, moved);

            await RebalanceAsync(table, client);

            Assert.Equal(order, await OrderAsync(table));
            Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
        }
    }

    private static async Task RebalanceAsync(BoardTable table, IAmazonDynamoDB client)
    {
        var report = await Background.RunAsync(table, client, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5)));
        Assert.Empty(report.Failures);
    }

    private static async Task<List<string>> FillAsync(BoardTable table)
    {
        for (var i = 0; i < Cards; i += 90)
        {
            await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new FillColumn(i, Math.Min(90, Cards - i)), null, default);
        }

        return await OrderAsync(table);
    }

    /// <summary>Gives one card so long a rank that its column wants new ones.</summary>
    private static async Task GrowAsync(BoardTable table, List<string> order)
    {
        var grown = await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new GrowRank(order[3], "2"), null, default);
        Assert.NotNull(grown.Event);
    }

    private static async Task ActAsync(BoardTable table, string rival, List<string> order, string elsewhere)
    {
        var id = Ids.New(DateTimeOffset.UtcNow);
        Command command;
        switch (rival)
        {
            case "create":
                order.Insert(151, id);
                command = new CreateCard(id, new Placement("2", order[150], order[152]), "x");
                break;
            case "createFirst":
                command = new CreateCard(id, new Placement("2", null, order[0]), "x");
                order.Insert(0, id);
                break;
            case "moveIn":
                command = new MoveCard(elsewhere, new Placement("2", order[99], order[100]));
                order.Insert(100, elsewhere);
                break;
            case "moveOut":
                command = new MoveCard(order[60], new Placement("3"));
                order.RemoveAt(60);
                break;
            case "moveWithin":
                command = new MoveCard(order[10], new Placement("2", order[180], order[181]));
                order.Insert(181, order[10]);
                order.RemoveAt(10);
                break;
            case "archive":
                command = new ArchiveCard(order[60]);
                order.RemoveAt(60);
                break;
            case "delete":
                command = new DeleteCard(order[60]);
                order.RemoveAt(60);
                break;
            case "restore":
                await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ArchiveCard(order[60]), null, default);
                command = new RestoreCard(order[60], null);
                order.Add(order[60]);
                order.RemoveAt(60);
                break;
            case "rename":
                command = new ChangeCard(order[60]) { Estimate = 3 };
                break;
            default:
                await RebalanceAsync(table, table.Client);
                return;
        }

        var outcome = await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, command, null, default);
        Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
    }

    private static async Task<List<string>> OrderAsync(BoardTable table)
    {
        var cards = (await table.Plain.Boards.OpenAsync(table.BoardId, 0, default)).Cards
            .Select(json => JsonSerializer.Deserialize(json, KanbanJson.Compact.Card)!).Where(card => card.ColumnId == "2").ToList();
        cards.Sort(CardOrder.Compare);
        return cards.ConvertAll(card => card.Id);
    }

    /// <summary>Lengthens the rank of a card by zeros behind, which leaves it where it is.</summary>
    private sealed record GrowRank(string CardId, string ColumnId) : Command
    {
        public override ReadSet ReadSet => new() { Columns = [ColumnId], Cards = [CardId] };

        public override Decision Decide(Kanban.Events.State state, CommandContext context)
        {
            var card = state.Cards[CardId];
            var grown = card with { Rank = card.Rank + new string('V', Rank.RebalanceLength), Version = context.Seq };
            return context.Event(Kanban.Events.EventKind.CardMoved) with { Cards = [new Kanban.Events.Change<Card>(CardId, card, grown)] };
        }
    }

    /// <summary>Lets somebody else act just before a step of the rebalancing is written.</summary>
    private sealed class IntrudingClient(BoardTable table, int step, Func<Task> act)
        : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
    {
        private int _steps;

        public bool HasIntruded { get; private set; }

        public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
            TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
        {
            if (request.TransactItems.Exists(IsStep) && ++_steps == step)
            {
                HasIntruded = true;
                await act();
            }

            return await base.TransactWriteItemsAsync(request, cancellationToken);
        }

        private static bool IsStep(TransactWriteItem write) => write.Put is { } put
            && put.Item["pk"].S.StartsWith("LOG#", StringComparison.Ordinal)
            && put.Item["doc"].S.Contains("\"columnRekeyed\"", StringComparison.Ordinal);
    }
}

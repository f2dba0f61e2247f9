using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Store;

/// <summary>
/// Measures what each access pattern reads and writes, from the consumed capacity that the table reports, and holds the table
/// in <c>docs/access-patterns.md</c> to it. ACCEPT=1 prints the rows anew.
/// </summary>
public sealed class CapacityTests
{
    private const int ReferenceCards = 2_000;

    [Fact]
    public async Task Patterns_ConsumedCapacity_IsAsDocumented()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        using var meter = new MeteredClient(table);
        var store = table.Store(meter, new CommandOptions { WritesPerMinute = 10_000 });
        var label = await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddLabel("Bug", "red"), null, default);
        string a = await table.AddCardAsync(), b = await table.AddCardAsync(), c = await table.AddCardAsync();
        var rows = new StringBuilder();

        await MeasureAsync("Create a card at the end", () => Run(new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("2"), "x")));
        await MeasureAsync("Create a card between two", () => Run(new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("2", a, b), "x")));
        await MeasureAsync("Move within a column", () => Run(new MoveCard(c, new Placement("2", a, b))));
        await MeasureAsync("Move to another column, `from` named", () => Run(new MoveCard(c, new Placement("3")) { From = "2" }));
        await MeasureAsync("Move to another column, `from` unknown", () => Run(new MoveCard(c, new Placement("2"))));
        await MeasureAsync("Change dates, priority, estimate or cover", () => Run(new ChangeCard(a) { Estimate = 1 }));
        await MeasureAsync("Label a card", () => Run(new LabelCard(a, label.Event!.Labels![0].Id, On: true)));
        await MeasureAsync("Change a title", () => Run(new SetTitle(b, "New", 4)));
        await MeasureAsync("Change a description of 1,000 characters", () => Run(new SetDescription(a, new string('x', 1_000), 0)));
        await MeasureAsync("Comment", () => Run(new AddComment(a, Ids.New(DateTimeOffset.UtcNow), "text", null)));
        await MeasureAsync("Archive a card", () => Run(new ArchiveCard(c)));
        await MeasureAsync("Undo that", async () => await Run(new KanbanAspire.Kanban.Events.Undo((await table.LogAsync())[^1])));
        await MeasureAsync("Rejected at the WIP limit or by role", () => Run(new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("none"), "x")));
        await MeasureAsync("Poll an unchanged board (304, or no events)", () => store.Boards.GetMembershipAsync(table.BoardId, "ann", default));
        await MeasureAsync("Catch up with 1 event", async () =>
        {
            var seq = (await store.Boards.GetMembershipAsync(table.BoardId, "ann", default))!.Board.Seq;
            Assert.Single(await store.Boards.GetEventsAsync(table.BoardId, seq - 1, 500, default));
        });
        await MeasureAsync("Read a card", () => store.Cards.GetCardAsync(table.BoardId, a, default));
        await MeasureAsync("List one's boards (1)", () => store.UserBoards.GetMyBoardsAsync("ann", default));

        var actual = rows.ToString();
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "access-patterns.rows.md"), actual);
        }

        var documented = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "access-patterns.md"));
        Assert.All(actual.Split('\n'), row => Assert.Contains(row, documented, StringComparison.Ordinal));

        Task Run(Command command) => store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, command, null, default);

        async Task MeasureAsync(string name, Func<Task> act)
        {
            meter.Reset();
            await act();
            rows.Append(CultureInfo.InvariantCulture, $"| {name} | {meter.ItemsWritten} | {meter.Read:0.#} | {meter.Written:0.#} |\n");
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(ReferenceCards)]
    public async Task Open_BoardOfManyCards_IsAsDocumentedAndWithinItsBudget(int cards)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddLabel("Bug", "red"), null, default);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddLabel("UI", "blue"), null, default);
        for (var i = 0; i < cards; i += 80)
        {
            await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new FillColumn(i, Math.Min(80, cards - i)) { Labels = ["4", "5"] }, null, default);
        }

        // The budget is for a board whose cards were made one by one: the last events of this one are of 80 cards each.
        for (var i = 0; i < 8; i++)
        {
            await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeBoard($"Board {i}", null, null, null), null, default);
        }

        using var meter = new MeteredClient(table);
        var store = table.Store(meter);
        var membership = await store.Boards.GetMembershipAsync(table.BoardId, "ann", default);
        Assert.Equal(2, meter.Read);
        var contents = await store.Boards.OpenAsync(table.BoardId, membership!.Board.Seq, default);
        Assert.InRange(meter.Read, 1, 180);
        Assert.Equal(3, meter.Calls);
        Assert.Equal(cards, contents.Cards.Count());
        // Times are not all of one length, so a unit more or less is no change.
        var row = string.Create(CultureInfo.InvariantCulture, $"| Open a board of {cards:N0} cards |");
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "access-patterns.md"))
            .Single(line => line.StartsWith(row, StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries)[3];
        Assert.InRange(meter.Read, double.Parse(documented, CultureInfo.InvariantCulture) - 1, double.Parse(documented, CultureInfo.InvariantCulture) + 1);
    }

    private sealed class MeteredClient(BoardTable table)
        : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
    {
        private readonly Lock _lock = new();

        public double Read { get; private set; }

        public double Written { get; private set; }

        public int ItemsWritten { get; private set; }

        public int Calls { get; private set; }

        public void Reset() => (Read, Written, ItemsWritten, Calls) = (0, 0, 0, 0);

        public override async Task<TransactGetItemsResponse> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default)
        {
            request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
            var response = await base.TransactGetItemsAsync(request, cancellationToken);
            Add(response.ConsumedCapacity, write: 0);
            return response;
        }

        public override async Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
        {
            request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
            var response = await base.GetItemAsync(request, cancellationToken);
            Add([response.ConsumedCapacity], write: 0);
            return response;
        }

        public override async Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default)
        {
            request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
            var response = await base.BatchGetItemAsync(request, cancellationToken);
            Add(response.ConsumedCapacity, write: 0);
            return response;
        }

        public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        {
            request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
            var response = await base.QueryAsync(request, cancellationToken);
            Add([response.ConsumedCapacity], write: 0);
            return response;
        }

        public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
        {
            request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
            var response = await base.TransactWriteItemsAsync(request, cancellationToken);
            Add(response.ConsumedCapacity, request.TransactItems.Count);
            return response;
        }

        private void Add(List<ConsumedCapacity> consumed, int write)
        {
            lock (_lock)
            {
                Calls++;
                ItemsWritten += write;
                var units = consumed.Sum(c => c.CapacityUnits ?? 0);
                (Read, Written) = write > 0 ? (Read, Written + units) : (Read + units, Written);
            }
        }
    }
}

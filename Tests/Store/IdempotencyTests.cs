using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Store;

/// <summary>A command that is repeated: with the client's id, and by the store itself after a time-out.</summary>
public sealed class IdempotencyTests
{
    private static readonly CommandId Id = new("0123456789abcdef", "what it asks for");

    [Fact]
    public async Task Command_Repeated_HasOneEffectAndTheFirstAnswer()
    {
        await using var table = await BoardTable.CreateAsync("A");

        var first = await AddLabelAsync(table.Plain, table, Id);
        var second = await AddLabelAsync(table.Plain, table, Id);

        Assert.Equal(first.Json, second.Json);
        Assert.Equal(2, (await table.LogAsync()).Count);
    }

    [Fact]
    public async Task Command_RepeatedAfterItsBoardIsGone_SaysSo()
    {
        await using var table = await BoardTable.CreateAsync("A");
        await AddLabelAsync(table.Plain, table, Id);
        var delete = new CommandId("fedcba9876543210", "delete");
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteBoard(), delete, default);
        await Background.RunAsync(table, time: new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5)));

        Assert.Equal(RejectionKind.Gone, (await AddLabelAsync(table.Plain, table, Id)).Rejection?.Kind);
        Assert.Equal(RejectionKind.Gone, (await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteBoard(), delete, default)).Rejection?.Kind);
        Assert.Equal(RejectionKind.NotFound, (await AddLabelAsync(table.Plain, table, null)).Rejection?.Kind);
    }

    /// <summary>DynamoDB removes an expired item within days; after 24 hours the id is free, removed or not.</summary>
    [Fact]
    public async Task Command_RepeatedAfterADay_IsACommandOfItsOwn()
    {
        await using var table = await BoardTable.CreateAsync("A");
        await AddLabelAsync(table.Plain, table, Id);
        var tomorrow = table.Store(table.Client, time: new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(25)));

        var again = await AddLabelAsync(tomorrow, table, Id);

        Assert.Equal(3, again.Event?.Seq);
        Assert.Equal(again.Json, (await AddLabelAsync(tomorrow, table, Id)).Json);
    }

    [Fact]
    public async Task Command_WithoutAnId_WritesNoItemForItAndIsDoneOnceAfterATimeOut()
    {
        await using var table = await BoardTable.CreateAsync("A");
        using var client = new LostAnswerClient(table);

        var outcome = await AddLabelAsync(table.Store(client), table, null);

        Assert.Equal(2, outcome.Event?.Seq);
        Assert.Equal(2, (await table.LogAsync()).Count);
        var items = await table.Client.ScanAsync(new ScanRequest { TableName = table.Names.Kanban, ConsistentRead = true });
        Assert.DoesNotContain(items.Items, item => item["pk"].S.StartsWith("COMMAND#", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Command_LostRaceAfterATimeOut_IsStillDoneOnce()
    {
        await using var table = await BoardTable.CreateAsync("A");
        using var client = new LostAnswerClient(table) { Meanwhile = () => AddLabelAsync(table.Plain, table, null) };

        var outcome = await AddLabelAsync(table.Store(client), table, null);

        Assert.Equal(2, outcome.Event?.Seq);
        Assert.Equal(3, (await table.LogAsync()).Count);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(40, 40)]
    public async Task Writes_OfOnePersonOverTheLimit_AreRefused(int limit, int done)
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 9, 0, 1, TimeSpan.Zero));
        var store = table.Store(table.Client, new CommandOptions { WritesPerMinute = limit }, time);

        var outcomes = new List<Outcome>();
        for (var i = 0; i < limit + 5; i++)
        {
            outcomes.Add(await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeBoard($"{i}", null, null, null), null, default));
        }

        Assert.InRange(outcomes.Count(outcome => outcome.Event is not null), done, done + 1);
        Assert.Equal(RejectionKind.RateLimited, outcomes[^1].Rejection?.Kind);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await AddLabelAsync(store, table, null)).Event);
    }

    /// <summary>Functions come and go; what each has counted by tens is in the table.</summary>
    [Fact]
    public async Task Writes_OfOnePersonThroughManyProcesses_AreCountedTogether()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 9, 0, 1, TimeSpan.Zero));
        var stores = Enumerable.Range(0, 3).Select(_ => table.Store(table.Client, new CommandOptions { WritesPerMinute = 200 }, time)).ToList();

        var done = 0;
        for (var i = 0; i < 240; i++)
        {
            var outcome = await stores[i % 3].Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeBoard($"{i}", null, null, null), null, default);
            done += outcome.Event is null ? 0 : 1;
        }

        Assert.InRange(done, 200, 200 + (3 * 9));
    }

    private static Task<Outcome> AddLabelAsync(BoardServices store, BoardTable table, CommandId? id) =>
        store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddLabel("Bug", "red"), id, default);

    /// <summary>Loses the answer to the first write, which took effect.</summary>
    private sealed class LostAnswerClient(BoardTable table) : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
    {
        private bool _isLost;

        /// <summary>Gets what others do before the store tries again.</summary>
        public Func<Task> Meanwhile { get; init; } = static () => Task.CompletedTask;

        public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
            TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
        {
            var response = await base.TransactWriteItemsAsync(request, cancellationToken);
            if (_isLost)
            {
                return response;
            }

            _isLost = true;
            await Meanwhile();
            throw new TaskCanceledException("timed out after it took effect");
        }
    }
}

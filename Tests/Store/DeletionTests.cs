using System.Globalization;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Store;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Store;

/// <summary>Removal of what was deleted for good: page by page, killed at any point, beside itself.</summary>
public sealed class DeletionTests
{
    [Fact]
    public async Task Board_WithALogTooLongForOneRun_IsDeletedOverSeveral()
    {
        await using var table = await BoardTable.CreateAsync("A");
        await FillLogAsync(table, 2_000);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteBoard(), null, default);

        var runs = 0;
        for (var left = 2_000; left > 0; left = (await table.ItemsAsync($"LOG#{table.BoardId}")).Count)
        {
            Assert.InRange(++runs, 1, 20);
            using var client = new SmallPagesClient(table, queries: 12);
            var killed = await Record.ExceptionAsync(() => Background.RunAsync(table, client, Later(), cancellationToken: client.Alive));
            Assert.True(killed is null or OperationCanceledException, killed?.ToString());
        }

        Assert.InRange(runs, 2, 20);
        await Background.RunAsync(table, null, Later());
        await AssertNothingLeftAsync(table);
    }

    [Fact]
    public async Task Board_WithAnItemOfALaterVersion_IsKeptAndReported()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var later = new Dictionary<string, AttributeValue> { ["pk"] = new($"BOARD#{table.BoardId}"), ["sk"] = new("Q#x"), ["doc"] = new("1") };
        await table.Client.PutItemAsync(table.Names.Kanban, later);
        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteBoard(), null, default);

        var report = await Background.RunAsync(table, null, Later());

        Assert.IsType<UnknownKindException>(Assert.Single(report.Failures));
        var kept = (await table.ItemsAsync($"BOARD#{table.BoardId}")).Select(item => item["sk"].S);
        Assert.Superset(new HashSet<string> { "A", "Q#x" }, kept.ToHashSet());
        Assert.NotEmpty(await table.ItemsAsync($"LOG#{table.BoardId}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Redaction_OfTwoCardsOfOneEventAtOnce_LosesNeither(int seed)
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        await table.Plain.Commands.ExecuteAsync(table.BoardId, null, new FillColumn(seed, 3), null, default);
        var cards = (await table.LogAsync())[^1].Cards!.Select(change => (change.Id, change.After!.Title)).Take(2).ToList();
        foreach (var (id, _) in cards)
        {
            Assert.NotNull((await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ArchiveCard(id), null, default)).Event);
            Assert.NotNull((await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteCard(id), null, default)).Event);
        }

        // Each run meets one of the cards only, and both read the event before either writes it.
        using var gate = new Barrier(2);
        using var first = new OneCardClient(table, cards[0].Id, gate);
        using var second = new OneCardClient(table, cards[1].Id, gate);
        await Task.WhenAll(
            Task.Run(() => Background.RunAsync(table, first, Later())), Task.Run(() => Background.RunAsync(table, second, Later())));

        var log = string.Concat((await table.ItemsAsync($"LOG#{table.BoardId}")).Select(item => item["doc"].S));
        Assert.All(cards, card => Assert.DoesNotContain(card.Title, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redaction_Repeated_WritesNothing()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var card = await table.AddCardAsync();
        for (var i = 0; i < 10; i++)
        {
            await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeCard(card) { Estimate = i }, null, default);
        }

        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteCard(card), null, default);
        var trash = (await table.ItemsAsync($"BOARD#{table.BoardId}")).Single(item => item["sk"].S == $"Z#{card}");
        await Background.RunAsync(table, null, Later());
        await table.Client.PutItemAsync(table.Names.Kanban, trash);
        using var client = new RecordingClient(table);

        await Background.RunAsync(table, client, Later());

        Assert.DoesNotContain(client.Calls, call => call is var c && (c.StartsWith("Put LOG#", StringComparison.Ordinal) || c.StartsWith("Update LOG#", StringComparison.Ordinal)));
        Assert.DoesNotContain(await table.ItemsAsync($"BOARD#{table.BoardId}"), item => item["sk"].S == $"Z#{card}");
    }

    [Fact]
    public async Task Redaction_OfALongHistory_GoesOnWhereTheRunBeforeEnded()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        var card = await table.AddCardAsync();
        for (var i = 0; i < 250; i++)
        {
            await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new ChangeCard(card) { Estimate = i % 9 }, null, default);
        }

        await table.Plain.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new DeleteCard(card), null, default);
        using var dying = new DyingWritesClient(table, writes: 150);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Background.RunAsync(table, dying, Later(), cancellationToken: dying.Alive));
        using var client = new RecordingClient(table);

        await Background.RunAsync(table, client, Later());

        Assert.InRange(client.Calls.Count(call => call.StartsWith("Get LOG#", StringComparison.Ordinal)), 100, 160);
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
        Assert.DoesNotContain(await table.ItemsAsync($"LOG#{table.BoardId}"), item => item["doc"].S.Contains("\"Card\"", StringComparison.Ordinal));
    }

    private static FakeTimeProvider Later() => new(DateTimeOffset.UtcNow.AddMinutes(5));

    private static async Task FillLogAsync(BoardTable table, int events)
    {
        foreach (var chunk in Enumerable.Range(1_000, events).Chunk(25))
        {
            var writes = chunk.Select(seq => new WriteRequest(new PutRequest(new()
            {
                ["pk"] = new AttributeValue($"LOG#{table.BoardId}"),
                ["sk"] = new AttributeValue(seq.ToString("D12", CultureInfo.InvariantCulture)),
                ["doc"] = new AttributeValue("{}"),
            }))).ToList();
            await table.Client.BatchWriteItemAsync(new BatchWriteItemRequest(new() { [table.Names.Kanban] = writes }));
        }
    }

    private static async Task AssertNothingLeftAsync(BoardTable table)
    {
        var left = await table.Client.ScanAsync(new ScanRequest { TableName = table.Names.Kanban, ConsistentRead = true });
        Assert.All(left.Items, item => Assert.StartsWith("COMMAND#", item["pk"].S));
    }

    /// <summary>Gives pages of at most 100 items, and dies after some of them, as a function does whose time is over.</summary>
    private sealed class SmallPagesClient(BoardTable table, int queries) : RecordingClient(table)
    {
        private readonly CancellationTokenSource _life = new();
        private int _pages;

        public CancellationToken Alive => _life.Token;

        public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        {
            if (request.IndexName is null && Interlocked.Increment(ref _pages) > queries)
            {
                _life.Cancel();
                _life.Token.ThrowIfCancellationRequested();
            }

            request.Limit = 100;
            return base.QueryAsync(request, cancellationToken);
        }
    }

    /// <summary>Dies after some redacted events.</summary>
    private sealed class DyingWritesClient(BoardTable table, int writes) : RecordingClient(table)
    {
        private readonly CancellationTokenSource _life = new();
        private int _writes;

        public CancellationToken Alive => _life.Token;

        public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
        {
            if (++_writes > writes)
            {
                _life.Cancel();
                _life.Token.ThrowIfCancellationRequested();
            }

            return base.UpdateItemAsync(request, cancellationToken);
        }
    }

    /// <summary>Shows one deleted card only, and holds its first write to the log until the other has read the event as well.</summary>
    private sealed class OneCardClient(BoardTable table, string cardId, Barrier gate) : RecordingClient(table)
    {
        private int _writes;

        public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        {
            var response = await base.QueryAsync(request, cancellationToken);
            if (request.IndexName is not null)
            {
                response.Items = response.Items?.FindAll(item => item["sk"].S == $"Z#{cardId}");
            }

            return response;
        }

        public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
        {
            Hold(request.Item);
            return base.PutItemAsync(request, cancellationToken);
        }

        public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
        {
            Hold(request.Key);
            return base.UpdateItemAsync(request, cancellationToken);
        }

        // The write to hold is that of the event which both cards share: the last one of each card's chain.
        private void Hold(Dictionary<string, AttributeValue> key)
        {
            if (key["pk"].S.StartsWith("LOG#", StringComparison.Ordinal) && key["sk"].S == "000000000002" && Interlocked.Increment(ref _writes) == 1)
            {
                gate.SignalAndWait(TimeSpan.FromSeconds(10));
            }
        }
    }
}

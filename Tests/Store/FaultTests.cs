using System.Diagnostics;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Store;
using Microsoft.Extensions.Logging.Testing;

namespace KanbanAspire.Tests.Store;

public sealed class FaultTests
{
    [Fact]
    public async Task Commands_ThirtyPercentFaults_LoseNothingAndDoNothingTwice()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        using var client = new FaultyClient(table, 0.3, seed: 7);
        var store = table.Store(client);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(person => Task.Run(async () =>
        {
            var mine = new List<Outcome>();
            for (var i = 0; i < 15; i++)
            {
                var command = new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("2"), $"{person}-{i}");
                mine.Add(await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, command, null, default));
            }

            return mine;
        })));

        var all = outcomes.SelectMany(o => o).ToList();
        Assert.All(all, o => Assert.True(o.Event is not null, o.Rejection?.Detail));
        Assert.Empty(await Stored.FindAnomaliesAsync(table, all));
        Assert.Equal(121, (await table.LogAsync()).Count);
    }

    [Fact]
    public async Task Histories_ThirtyPercentFaults_StayWhole()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            await using var table = await BoardTable.CreateAsync("A", "B");
            using var client = new FaultyClient(table, 0.3, seed);
            var random = new Random(seed);
            List<List<Step>> persons =
            [
                .. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 10)
                    .Select(_ => new Step(random.Next(19), random.Next(10), random.Next(10), random.Next(10))).ToList()),
            ];
            Assert.Empty(await new History(table, client, BoardTable.Unlimited).RunAsync(persons));
        }
    }

    [Fact]
    public async Task Commands_TableAway_GiveUpByTheDeadline()
    {
        await using var table = await BoardTable.CreateAsync("A");
        using var client = new FaultyClient(table, 1, seed: 1);
        var watch = Stopwatch.StartNew();
        var logger = new FakeLogger<CommandExecutor>();
        var outcome = await table.Store(client, logger: logger).Commands.ExecuteAsync(
            table.BoardId, BoardTable.Ann, new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("2"), "x"), null, default);
        Assert.Equal(RejectionKind.Busy, outcome.Rejection?.Kind);
        Assert.Contains("gave up after", Assert.Single(logger.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, TimeBudget.Command.TotalSeconds + 1);
    }
}

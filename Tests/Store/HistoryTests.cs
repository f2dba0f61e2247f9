using CsCheck;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Store;
using Xunit.Abstractions;

namespace KanbanAspire.Tests.Store;

/// <summary>
/// Random histories of people at once. HISTORIES sets their number: 100 unless told otherwise; the documented long run takes
/// 1,000 histories of 100 steps (HISTORY_STEPS).
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private static readonly int Histories = Setting("HISTORIES", 100);
    private static readonly int Steps = Setting("HISTORY_STEPS", 32);

    private static readonly Gen<Step> AnyStep =
        Gen.Select(Gen.Int[0, 18], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], (kind, a, b, c) => new Step(kind, a, b, c));

    [Fact]
    public async Task Histories_ThroughTornReads_LoseNothing()
    {
        var done = 0;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Persons(4, Steps / 4).SampleAsync(
            async persons =>
            {
                await using var table = await BoardTable.CreateAsync("A", "B");
                using var client = new TornReadsClient(table, persons.Count + persons[0][0].A);
                var history = new History(table, client, BoardTable.Unlimited);
                Assert.Empty(await history.RunAsync(persons));
                Interlocked.Add(ref done, history.Done);
            },
            iter: Histories,
            threads: 2);
        output.WriteLine($"{Histories} histories, {done} commands done, {watch.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public Task Histories_WithoutVersionConditions_AreCaught() => AssertCaughtAsync(TornReadsClient.WithoutVersions, BoardTable.Unlimited);

    [Fact]
    public Task Histories_WithoutSeqCondition_AreCaught() => AssertCaughtAsync(TornReadsClient.WithoutSeq, BoardTable.Unlimited);

    [Fact]
    public Task Histories_WithoutRetries_AreCaught() =>
        AssertCaughtAsync(static _ => { }, BoardTable.Unlimited with { MaxAttempts = 1 });

    [Fact]
    public async Task Moves_WithoutRankSuffix_AreCaught()
    {
        await using var table = await BoardTable.CreateAsync("A", "B");
        string low = await table.AddCardAsync("3"), high = await table.AddCardAsync("3");
        using var client = new OneStateClient(table, 10);
        var store = table.Store(client, BoardTable.Unlimited with { RankJitter = static () => string.Empty });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.Commands.ExecuteAsync(
            table.BoardId,
            BoardTable.Ann,
            new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("3", low, high), "x"),
            null,
            default)));
        Assert.Contains(await Stored.FindAnomaliesAsync(table, []), wrong => wrong.Contains("equal ranks", StringComparison.Ordinal));
    }

    private static async Task AssertCaughtAsync(Action<Amazon.DynamoDBv2.Model.TransactWriteItem> mutant, CommandOptions options)
    {
        const int MaxHistories = 30;
        for (var seed = 0; seed < MaxHistories; seed++)
        {
            await using var table = await BoardTable.CreateAsync("A", "B");
            using var client = new TornReadsClient(table, seed) { Mutate = mutant };
            var random = new Random(seed);
            IReadOnlyList<IReadOnlyList<Step>> persons =
            [
                .. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 12)
                    .Select(_ => new Step(random.Next(19), random.Next(10), random.Next(10), random.Next(10))).ToList()),
            ];
            try
            {
                if (await new History(table, client, options).RunAsync(persons) is not [])
                {
                    return;
                }
            }
            catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException)
            {
                // A state that cannot be: caught as well.
                return;
            }
        }

        Assert.Fail($"{MaxHistories} histories did not notice.");
    }

    private static Gen<List<List<Step>>> Persons(int count, int steps) => AnyStep.List[steps].List[count];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}

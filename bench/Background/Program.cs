using System.Diagnostics;
using System.Globalization;
using KanbanAspire.Bench.Background;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

// dotnet run -c Release --project bench/Background rules [rules] [boards]
// dotnet run -c Release --project bench/Background deletion [cards] [events]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var numbers = args.Skip(1).Select(int.Parse).ToArray();
var noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
var clock = new Clock();
clock.Set(noon.AddHours(-1));
var endpoint = await DynamoDBEmulator.GetEndpointAsync();
using var plain = await DynamoDBEmulator.CreateClientAsync();
var names = await DynamoDBEmulator.CreateTablesAsync(plain);
var boards = new Boards(plain, names.Kanban, new BoardServices(plain, names, time: clock));
var table = new SlowTable();
using var slow = table.CreateClient(endpoint);
var services = new BoardServices(slow, names, time: clock);
var work = new BackgroundWork(
    services.Commands, services.Batches, slow, names, clock, new BackgroundWorkOptions(), NullLogger<BackgroundWork>.Instance);

await (args is ["deletion", ..] ? MeasureDeletionAsync(Number(0, 20_000), Number(1, 1_000_000)) : MeasureRulesAsync(Number(0, 20_000), Number(1, 400)));

int Number(int index, int otherwise) => index < numbers.Length ? numbers[index] : otherwise;

async Task MeasureRulesAsync(int rules, int count)
{
    await boards.AddWithRulesAsync(count, rules / count, _ => new Schedule(Every.Day, "UTC") { At = "12:00" }, noon);
    Console.WriteLine("| rules | boards | cards made | skipped | failed | time | latest card | calls a card | CPU time of the program |");
    Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    var (started, calls, cpu) = (Stopwatch.GetTimestamp(), table.Calls, Environment.CpuUsage.TotalTime);
    clock.Set(noon);
    var report = await work.RunAsync(default);
    var perCard = (table.Calls - calls) / (double)Math.Max(1, report.Inserted);
    Console.WriteLine(
        $"| {rules:N0} | {count:N0} | {report.Inserted:N0} | {report.Skipped} | {report.Failures.Count}"
        + $" | {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s | {report.MaxLag.TotalSeconds:N1} s | {perCard:N2} | {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N1} s |");
}

async Task MeasureDeletionAsync(int cards, int events)
{
    // 60 other boards, four of which have a card due in each minute.
    clock.Set(noon.AddMinutes(-1));
    await boards.AddWithRulesAsync(60, 1, i => new Schedule(Every.Cron, "UTC") { Cron = $"{i % 15}-59/15 * * * *" }, noon);
    var deleted = await boards.AddDeletedAsync(cards, events, noon);
    Console.WriteLine("| run | time | cards made on other boards | latest of them | failed | events left |");
    Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for (var (run, left) = (0, (Board: true, Events: events)); left.Board; run++)
    {
        clock.Set(noon.AddMinutes(run));
        var started = Stopwatch.GetTimestamp();
        var report = await work.RunAsync(default);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        left = await boards.LeftAsync(deleted, events);
        Console.WriteLine(
            $"| {run} | {seconds:N1} s | {report.Inserted} | {report.MaxLag.TotalSeconds:N2} s | {report.Failures.Count} | {left.Events:N0} |");
    }
}

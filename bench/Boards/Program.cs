using System.Globalization;
using KanbanAspire.Bench.Boards;
using KanbanAspire.Tests.Api;

// dotnet run -c Release --project bench/Boards [requests of each kind]
var requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
await using var api = await ApiApplication.StartAsync([("Limits:WritesPerMinute", "0")]);
using var http = api.ClientOf("bench");

Console.WriteLine("| cards | open p50 / p95 | raw | gzipped | unchanged poll p50 / p95 | create p50 / p95 | move p50 / p95 |");
Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
var boards = new Dictionary<int, Board>();
foreach (var cards in new[] { 100, 500, 1_000, 2_000, 5_000 })
{
    // Room for the cards that the run itself makes.
    var board = boards[cards] = await Board.CreateAsync(api, http, Math.Min(cards, 4_900));
    var open = await Latencies.MeasureAsync(Math.Max(20, requests / 4), board.OpenAsync);
    var poll = await Latencies.MeasureAsync(requests, board.PollAsync);
    var create = await Latencies.MeasureAsync(Math.Min(requests, 90), board.CreateCardAsync);
    var move = await Latencies.MeasureAsync(requests, board.MoveCardAsync);
    var (raw, gzipped) = await board.SizesAsync();
    Console.WriteLine($"| {cards:N0} | {open} | {raw / 1000.0:N0} kB | {gzipped / 1000.0:N0} kB | {poll} | {create} | {move} |");
}

Console.WriteLine();
Console.WriteLine("| clients | open 1,000 cards, requests/s | move on one board, requests/s | p95 | move on a board each, requests/s | p95 |");
Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
foreach (var clients in new[] { 1, 8, 40 })
{
    var open = await Latencies.MeasureAsync(requests, boards[1_000].OpenAsync, clients);
    var one = await Latencies.MeasureAsync(requests, boards[100].MoveCardAsync, clients);
    var many = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Board.CreateAsync(api, http, 20)));
    var next = 0;
    var each = await Latencies.MeasureAsync(requests, () => many[Interlocked.Increment(ref next) % clients].MoveCardAsync(), clients);
    Console.WriteLine($"| {clients} | {open.PerSecond:N0} | {one.PerSecond:N0} | {one.P95Ms:N1} ms | {each.PerSecond:N0} | {each.P95Ms:N1} ms |");
}

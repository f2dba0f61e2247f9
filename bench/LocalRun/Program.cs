using System.Globalization;
using KanbanAspire.Bench.LocalRun;

if (args is ["tracing"])
{
    await Tracing.RunAsync();
    return;
}

// Alternates runs of the empty application and of the whole system, so that both meet the same machine; medians of five.
const int Runs = 5;
var empty = new List<double>();
var system = new List<double>();
for (var n = 0; n < Runs; n++)
{
    empty.Add(await EmptyApplication.TimeToFirstAnswerMsAsync());
    await using var run = await SystemRun.StartAsync();
    system.Add(run.HealthyAfterMs);
}

Console.WriteLine();
Console.WriteLine("| start, built, median of 5 | ms |");
Console.WriteLine("| --- | --- |");
Console.WriteLine(Row("empty ASP.NET Core application to its first answer", Median(empty)));
Console.WriteLine(Row("whole system to all resources healthy", Median(system)));
Console.WriteLine(Invariant($"| ratio | {Median(system) / Median(empty):0.0} |"));

await using var measured = await SystemRun.StartAsync();
Console.WriteLine();
Console.WriteLine("| GET /items/{id}: gateway, function, table | requests a second | p50 ms | p99 ms |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach (var clients in (int[])[1, 4, 16])
{
    var load = await Load.RunAsync(measured.Gateway, clients, TimeSpan.FromSeconds(5));
    Console.WriteLine(Invariant($"| {clients} clients | {load.RequestsPerSecond:0} | {load.Percentile(0.5):0.0} | {load.Percentile(0.99):0.0} |"));
}

Console.WriteLine();
Console.WriteLine("| process | resident MB |");
Console.WriteLine("| --- | --- |");
foreach (var (name, residentMb) in measured.Memory())
{
    Console.WriteLine(Invariant($"| {name} | {residentMb:0} |"));
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Row(string name, double value) => Invariant($"| {name} | {value:0} |");

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

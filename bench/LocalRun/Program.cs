using System.Globalization;
using KanbanAspire.Bench.LocalRun;

if (args is ["tracing"])
{
    await Tracing.RunAsync();
    return;
}

// Alternates runs of the yardsticks and of the whole system, so that all meet the same machine; medians of five.
const int Runs = 5;
var empty = new List<double>();
var appHost = new List<double>();
var system = new List<double>();
for (var n = 0; n < Runs; n++)
{
    empty.Add(await EmptyApplication.TimeToFirstAnswerMsAsync());
    appHost.Add(await EmptyAppHost.TimeToDashboardMsAsync());
    await using var run = await SystemRun.StartAsync();
    system.Add(run.HealthyAfterMs);
}

Console.WriteLine();
Console.WriteLine("| start, built, median of 5 | ms |");
Console.WriteLine("| --- | --- |");
Console.WriteLine(Row("empty ASP.NET Core application to its first answer", Median(empty)));
Console.WriteLine(Row("Aspire application without resources to its dashboard", Median(appHost)));
Console.WriteLine(Row("whole system to all resources healthy", Median(system)));
Console.WriteLine(Invariant($"| whole system / Aspire application without resources | {Median(system) / Median(appHost):0.0} |"));
Console.WriteLine(Invariant($"| whole system / empty ASP.NET Core application | {Median(system) / Median(empty):0.0} |"));

await using var measured = await SystemRun.StartAsync();
await Task.Delay(TimeSpan.FromSeconds(5));
var idle = measured.Memory();
Console.WriteLine();
Console.WriteLine("| GET /items/{id}: gateway, function, table | requests a second | p50 ms | p99 ms |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach (var clients in (int[])[1, 4, 16])
{
    var load = await Load.RunAsync(measured.Gateway, clients, TimeSpan.FromSeconds(5));
    Console.WriteLine(Invariant($"| {clients} clients | {load.RequestsPerSecond:0} | {load.Percentile(0.5):0.0} | {load.Percentile(0.99):0.0} |"));
}

Console.WriteLine();
Console.WriteLine("| process | PSS MB |");
Console.WriteLine("| --- | --- |");
var memory = idle.GroupBy(process => process.Name, StringComparer.Ordinal)
    .Select(group => (Name: group.Count() > 1 ? $"{group.Count()} x {group.Key}" : group.Key, Mb: group.Sum(process => process.PssMb)))
    .OrderByDescending(group => group.Mb);
foreach (var (name, mb) in memory)
{
    Console.WriteLine(Invariant($"| {name} | {mb:0} |"));
}

Console.WriteLine(Invariant($"| all | {idle.Sum(process => process.PssMb):0} |"));

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Row(string name, double value) => Invariant($"| {name} | {value:0} |");

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

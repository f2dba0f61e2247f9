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
Console.WriteLine("| GET /items/{id}: gateway, function, table | requests a second | p50 ms | p99 ms | processes of the function after it |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
await Load.PrepareAsync(measured.Gateway);
await PrintLoadAsync("1 client, warm-up", clients: 1);
await PrintLoadAsync("1 client", clients: 1);
await PrintLoadAsync("4 clients, further processes are started meanwhile", clients: 4);
await PrintLoadAsync("4 clients", clients: 4);
await PrintLoadAsync("16 clients", clients: 16);
var loaded = measured.Memory();

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

Console.WriteLine(Invariant($"| all, idle | {idle.Sum(process => process.PssMb):0} |"));
Console.WriteLine(Invariant($"| all, after 16 clients | {loaded.Sum(process => process.PssMb):0} |"));

async Task PrintLoadAsync(string name, int clients)
{
    var load = await Load.RunAsync(measured.Gateway, clients, TimeSpan.FromSeconds(8));
    var processes = measured.Memory().Count(process => process.Name == "Api");
    Console.WriteLine(Invariant(
        $"| {name} | {load.RequestsPerSecond:0} | {load.Percentile(0.5):0.0} | {load.Percentile(0.99):0.0} | {processes} |"));
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Row(string name, double value) => Invariant($"| {name} | {value:0} |");

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

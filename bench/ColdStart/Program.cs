using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KanbanAspire.Bench.ColdStart;
using KanbanAspire.Tools.ChildProcesses;

// dotnet run -c Release --project bench/ColdStart [runs] [warm requests a run] [part of the names to measure]
var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 30;
var warmRequests = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
var candidates = Candidate.All.Where(c => args.Length < 3 || c.Name.Contains(args[2], StringComparison.OrdinalIgnoreCase)).ToList();
var root = FindRoot();
var executables = new Dictionary<Candidate, string>();
foreach (var candidate in candidates)
{
    executables[candidate] = await candidate.PublishAsync(root);
}

await using var table = await TableEmulator.StartAsync(root, FreePort());
var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
{
    ["AWS_ENDPOINT_URL_DYNAMODB"] = table.Endpoint,
    ["AWS_REGION"] = "ap-northeast-2",
    ["AWS_ACCESS_KEY_ID"] = "local",
    ["AWS_SECRET_ACCESS_KEY"] = "local",
    ["ItemsAuthorization"] = "none",
    ["Logging__LogLevel__Default"] = "Warning",
};
var measured = candidates.ToDictionary(c => c, _ => new List<Run>());
for (var n = -1; n < runs; n++)
{
    // Interleaved, so that whatever else the machine does meets all of them alike; the first round only warms the disk cache.
    foreach (var candidate in candidates)
    {
        var run = await MeasureAsync(candidate);
        if (n >= 0)
        {
            measured[candidate].Add(run);
        }
    }

    Console.Write($"\rround {Math.Max(n + 1, 0)} of {runs}");
}

Console.WriteLine();
Report.Write(measured, executables);

async Task<Run> MeasureAsync(Candidate candidate)
{
    using var api = new RuntimeApi();
    var port = FreePort();
    var variables = new Dictionary<string, string?>(environment, StringComparer.Ordinal);
    foreach (var (name, value) in candidate.Environment.Append(candidate.IsLambda
        ? new("AWS_LAMBDA_RUNTIME_API", api.Address)
        : new("ASPNETCORE_URLS", $"http://127.0.0.1:{port}")))
    {
        variables[name] = value;
    }

    if (candidate.IsLambda)
    {
        variables["AWS_LAMBDA_FUNCTION_NAME"] = "bench";
    }

    using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
    var lines = new List<string>();
    var started = Stopwatch.GetTimestamp();
    await using var process = ChildProcess.Start(
        new ChildProcessStart(executables[candidate], [], root, variables), (line, _) => lines.Add(line));
    try
    {
        var run = candidate.IsLambda
            ? await api.ServeAsync(candidate.Path, warmRequests, started, () => CpuMs(process.Id), limit.Token)
            : await WebServer.AskAsync(new Uri($"http://127.0.0.1:{port}{candidate.Path}"), warmRequests, started, limit.Token);
        return run with { PeakMemoryMb = PeakMemoryMb(process.Id) };
    }
    catch (Exception e) when (e is InvalidOperationException or OperationCanceledException or SocketException)
    {
        throw new InvalidOperationException($"{candidate.Name}: {e.Message}\n{string.Join('\n', lines)}", e);
    }
}

// Nanoseconds on a processor, time waiting for one, slices: a line for each thread.
static double CpuMs(int processId) => Directory.Exists($"/proc/{processId}/task")
    ? Directory.GetDirectories($"/proc/{processId}/task")
        .Sum(task => double.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture)) / 1e6
    : 0;

// "VmHWM:	   30212 kB"
static double PeakMemoryMb(int processId) => File.Exists($"/proc/{processId}/status")
    ? double.Parse(
        File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024
    : 0;

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}

static string FindRoot()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KanbanAspire.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new DirectoryNotFoundException("KanbanAspire.sln");
}

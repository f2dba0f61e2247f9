using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using KanbanAspire.Report.Boards;
using KanbanAspire.Report.Calls;
using KanbanAspire.Report.Screens;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Report;

/// <summary>Runs the whole system on data of its own and records it.</summary>
/// <param name="folder">Folder of the report.</param>
internal sealed class Recorder(string folder)
{
    private const int Arrivals = 4;

    /// <summary>Runs and records; takes as long as the timer needs for four items.</summary>
    /// <returns>The recording.</returns>
    public async Task<Recording> RecordAsync()
    {
        await using var system = AppHostProcess.Start();
        await system.WaitUntilHealthyAsync();
        var healthy = await system.WaitForLineAsync("All resources healthy", TimeSpan.FromSeconds(1));
        var camera = new Camera(Path.Combine(folder, "images"));
        var tour = new Tour(camera, system);
        Console.WriteLine("Signing up and signing in ...");
        await tour.SignUpAsync();
        var owner = await SignInAsync(system, SignIn.DemoEmail);
        var guest = await SignInAsync(system, Tour.GuestEmail);

        Console.WriteLine("Calling every route ...");
        var boards = (English: await SampleBoard.MakeAsync(owner.Http, guest.Http, korean: false), Korean: await SampleBoard.MakeAsync(owner.Http, guest.Http, korean: true));
        var log = new CallLog(RouteDocument.Summaries(Repository.Root));
        await new RestScenario(log, owner, guest).RunAsync();
        var rejections = new CallLog(new Dictionary<string, string>(StringComparer.Ordinal));
        var nobody = new Person(null, NewClient(system, token: null));
        var forger = new Person("forger", NewClient(system, owner.Http.DefaultRequestHeaders.Authorization!.Parameter![..^8] + "AAAAAAAA"));
        await new Rejections(rejections, owner, guest, nobody, forger).RunAsync();

        Console.WriteLine("Taking pictures ...");
        var state = await tour.BoardsAsync(boards.English, boards.Korean);
        await new Traces(system.Address("dashboard")).ExportAsync(
            [.. log.Calls.Concat(rejections.Calls).Select(call => call.TraceId).OfType<string>()], Path.Combine(folder, "traces.json"));
        await tour.DashboardAsync(log.Calls.First(call => call.Route == "GET /api/boards/{boardId}"));

        Console.WriteLine($"Waiting for {Arrivals} items of the timer ...");
        var arrivals = await ArrivalsAsync(owner.Http);
        await tour.ItemsAsync(state, Arrivals);
        return new Recording(
            DateTimeOffset.UtcNow, Commit(), Machine(), healthy, log.Calls, rejections.Calls, arrivals, camera.Screens);
    }

    private static async Task<Person> SignInAsync(AppHostProcess system, string email) => new(
        email, NewClient(system, await SignIn.GetAccessTokenAsync(system.Address("cognito"), system.Address("web"), email, SignIn.DemoPassword)));

    private static HttpClient NewClient(AppHostProcess system, string? token)
    {
        var client = new HttpClient { BaseAddress = new Uri(system.Address("gateway")) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // The id of an item of the timer is a time within its minute, in milliseconds.
    private static async Task<IReadOnlyList<DateTimeOffset>> ArrivalsAsync(HttpClient http)
    {
        while (true)
        {
            var items = await http.GetFromJsonAsync<JsonArray>("/items") ?? [];
            var arrivals = items.Where(item => (string?)item!["name"] == "item name")
                .Select(item => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((string)item!["id"]!, CultureInfo.InvariantCulture)))
                .Order().ToList();
            if (arrivals.Count >= Arrivals)
            {
                return [.. arrivals.Take(Arrivals)];
            }

            await Task.Delay(1_000);
        }
    }

    private static string? Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "rev-parse", "--short", "HEAD"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            });
            return git?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Machine()
    {
        var build = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var memoryGb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture}), {Environment.ProcessorCount} processors, {memoryGb:0} GB, {RuntimeInformation.FrameworkDescription}, {build} build, AwsPackages=Bundled");
    }
}

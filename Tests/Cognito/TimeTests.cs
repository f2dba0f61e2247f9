using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Cognito;

/// <summary>Names the collection of tests that measure time: they run while no other test does.</summary>
[CollectionDefinition("Time", DisableParallelization = true)]
public sealed class TimeCollection;

/// <summary>How long the pool takes: to start, in units of an application that does nothing, and to reject.</summary>
[Collection("Time")]
public sealed class TimeTests
{
    [Fact]
    public async Task Start_UntilHealthy_TakesAtMostFourTimesAnEmptyApplication()
    {
        var folder = Directory.CreateTempSubdirectory("cognito-").FullName;
        try
        {
            await MeasureAsync("Cognito", folder);
            var (empty, pool) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            // The best of each, taken in turns: whatever else this machine does hits both alike.
            for (var round = 0; round < 5; round++)
            {
                empty = Min(empty, await MeasureAsync("EmptyApp", folder));
                pool = Min(pool, await MeasureAsync("Cognito", folder));
            }

            Assert.True(pool < 4 * empty, $"empty application {empty.TotalMilliseconds:F0} ms, pool {pool.TotalMilliseconds:F0} ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
    }

    [Fact]
    public async Task SignIn_UnknownUser_TakesAsLongAsAKnownOne()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        var page = await (await visitor.GetAsync("/login" + pool.Request())).Content.ReadAsStringAsync();
        var csrf = Regex.Match(page, "name=\"csrf\" value=\"([^\"]*)\"").Groups[1].Value;
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var round = 0; round < 40; round++)
        {
            // Longer than any wait, so that every guess is looked at.
            pool.Time.Advance(TimeSpan.FromMinutes(16));
            known.Add(await MeasureAsync("demo@example.com"));
            unknown.Add(await MeasureAsync("mode@example.com"));
        }

        var (a, b) = (Median(known), Median(unknown));
        Assert.True(Math.Abs(a - b) / a < 0.25, $"median known {a:F2} ms, unknown {b:F2} ms");

        async Task<double> MeasureAsync(string email)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await visitor.PostAsync("/login" + pool.Request(), ("csrf", csrf), ("username", email), ("password", "x"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }

    private static async Task<TimeSpan> MeasureAsync(string project, string folder)
    {
        var address = $"http://localhost:{Repository.FreePort()}";
        var started = Stopwatch.GetTimestamp();
        await using var process = ChildProcess.Start(
            new ChildProcessStart(Repository.Built(project), [], folder, new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = address,
                ["Cognito__Domain"] = address,
                ["Cognito__DataFolder"] = folder,
            }),
            (_, _) => { });
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                Assert.Equal("Healthy", await http.GetStringAsync(address + "/health"));
                return Stopwatch.GetElapsedTime(started);
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(5);
            }
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Hosting;

/// <summary>Starts, hurts and stops whole systems of its own; one at a time.</summary>
[Collection("AppHost runs")]
public sealed class OrchestratorTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task AppHost_Terminated_LeavesNoProcess()
    {
        var appHost = AppHostProcess.Start();
        await appHost.WaitUntilHealthyAsync();
        var children = Processes.OfSystem(appHost.Process.Id);

        var exitCode = await appHost.Process.StopAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, exitCode);
        Assert.True(children.Count >= 7, $"Only {children.Count} processes were started.");
        Assert.Empty(await Processes.WaitUntilGoneAsync(children.Select(c => c.Id), Soon));
        await appHost.DisposeAsync();
    }

    [Fact]
    public async Task AppHost_Killed_LeavesNoProcess()
    {
        var appHost = AppHostProcess.Start();
        await appHost.WaitUntilHealthyAsync();
        var children = Processes.OfSystem(appHost.Process.Id);

        using (var process = Process.GetProcessById(appHost.Process.Id))
        {
            process.Kill(entireProcessTree: false);
        }

        Assert.Empty(await Processes.WaitUntilGoneAsync(children.Select(c => c.Id), Soon));
        await appHost.DisposeAsync();
    }

    [Fact]
    public async Task Resource_Killed_IsReportedAndTheOthersStayUp()
    {
        await using var appHost = AppHostProcess.Start();
        await appHost.WaitUntilHealthyAsync();
        using var http = new HttpClient();

        Kill(appHost, "Scheduler");

        var line = await appHost.WaitForLineAsync("scheduler has ended", Soon);
        Assert.Contains("exit code", line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(appHost.Address("web"))).StatusCode);
    }

    [Fact]
    public async Task Data_OfTheLastRun_IsKeptUnlessStartedFresh()
    {
        var folder = Directory.CreateTempSubdirectory("kanban-aspire-");

        await WithDataAsync(folder.FullName, [], client =>
            client.PutItemAsync("http-crud-tutorial-items", new() { ["id"] = new AttributeValue("kept") }));
        var kept = await WithDataAsync(folder.FullName, [], GetKeptAsync);
        var fresh = await WithDataAsync(folder.FullName, ["--fresh"], GetKeptAsync);

        Assert.Equal("kept", kept.Item["id"].S);
        Assert.False(fresh.IsItemSet);
        folder.Delete(recursive: true);

        static Task<GetItemResponse> GetKeptAsync(AmazonDynamoDBClient client) =>
            client.GetItemAsync("http-crud-tutorial-items", new() { ["id"] = new AttributeValue("kept") });
    }

    [Fact]
    public async Task AppHost_PortInUse_NamesThePortAndTheRemedy()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 5081);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Another program has it, which serves just as well.
        }

        await using var appHost = AppHostProcess.Start(["--DcpPublisher:RandomizePorts=false"]);

        Assert.Equal(1, await appHost.Process.Exited);
        var line = Assert.Single(appHost.Output, line => line.StartsWith("Port ", StringComparison.Ordinal));
        Assert.Matches(@"^Port \d+ of '\w+' is in use\. .*--free-ports", line);
    }

    private static async Task<T> WithDataAsync<T>(
        string folder, IReadOnlyList<string> arguments, Func<AmazonDynamoDBClient, Task<T>> use)
    {
        await using var appHost = AppHostProcess.Start(arguments, folder);
        await appHost.WaitUntilHealthyAsync();
        using var client = DynamoDBStandIn.CreateClient(appHost.Address("dynamodb"));
        return await use(client);
    }

    private static void Kill(AppHostProcess appHost, string command)
    {
        var (id, _) = Processes.OfSystem(appHost.Process.Id).Single(p => p.Command.Split(' ')[0].EndsWith(command, StringComparison.Ordinal));
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}

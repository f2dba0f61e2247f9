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
    public async Task AppHost_Healthy_HasPrintedAddressesThatAnswerAndNoWarningOfCertificates()
    {
        await using var appHost = AppHostProcess.Start();
        await appHost.WaitUntilHealthyAsync();
        using var http = new HttpClient();

        Assert.True(appHost.Addresses.Count >= 8, string.Join('\n', appHost.Output));
        foreach (var address in appHost.Addresses)
        {
            using var answer = await http.GetAsync(address);
            Assert.True((int)answer.StatusCode < 500, $"{address} answers {(int)answer.StatusCode}.");
        }

        Assert.DoesNotContain(appHost.Output, line => line.Contains("ertificate", StringComparison.Ordinal));
        Assert.Contains("login?t=", appHost.Address("dashboard"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppHost_DataFolderInUse_NamesTheOtherRun()
    {
        var folder = Directory.CreateTempSubdirectory("kanban-aspire-");
        await using (var first = AppHostProcess.Start(dataFolder: folder.FullName))
        {
            await first.WaitUntilHealthyAsync();

            await using var second = AppHostProcess.Start(dataFolder: folder.FullName);

            Assert.Equal(1, await second.Process.Exited);
            Assert.Contains(second.Output, line => line.Contains("Stop the other run", StringComparison.Ordinal) && line.Contains("--data", StringComparison.Ordinal));
        }

        folder.Delete(recursive: true);
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
        using var client = DynamoDBEmulator.CreateClient(appHost.Address("dynamodb"));
        return await use(client);
    }

    private static void Kill(AppHostProcess appHost, string command)
    {
        var (id, _) = Processes.OfSystem(appHost.Process.Id).Single(p => p.Command.Split(' ')[0].EndsWith(command, StringComparison.Ordinal));
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}

using System.Net;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

public sealed class ManagementApiTests
{
    [Fact]
    public async Task Function_StoppedStartedAndRestarted_SaysSo()
    {
        var port = Repository.FreePort();
        await using var emulator = await TestProcess.StartAsync(
            "LambdaEmulator", [new ProbeFunction("f", "event").Variable, Variable.Of("LAMBDA_RUNTIME_API_PORT", port)], $"http://localhost:{port}/functions/f");
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };

        Assert.Equal("Stopped", await StateAsync(await client.PostAsync("/functions/f/stop", content: null)));
        Assert.Equal("Stopped", await StateAsync(await client.GetAsync("/functions/f")));
        Assert.Equal("Starting", await StateAsync(await client.PostAsync("/functions/f/start", content: null)));
        await Eventually.TrueAsync(async () => (await client.GetAsync("/functions/f")).IsSuccessStatusCode, () => "it did not start");
        Assert.Equal("Starting", await StateAsync(await client.PostAsync("/functions/f/restart", content: null)));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/functions/g")).StatusCode);
    }

    [Fact]
    public async Task Emulator_Killed_LeavesNoFunctionProcess()
    {
        var port = Repository.FreePort();
        await using var emulator = await TestProcess.StartAsync(
            "LambdaEmulator", [new ProbeFunction("f", "event").Variable, Variable.Of("LAMBDA_RUNTIME_API_PORT", port)], $"http://localhost:{port}/functions/f");
        using var client = new HttpClient();
        var status = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync($"http://localhost:{port}/functions/f"))!;
        var functionId = status["environments"]![0]!["processId"]!.GetValue<int>();

        using (var process = System.Diagnostics.Process.GetProcessById(emulator.Process.Id))
        {
            process.Kill();
        }

        await Eventually.TrueAsync(() => !IsRunning(functionId), "the function outlived the emulator");
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<string> StateAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["state"]!.GetValue<string>();
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

/// <summary>Checks the loop inside a function from outside: a process, and a Runtime API that a test controls.</summary>
public sealed class RuntimeClientTests
{
    [Fact]
    public async Task Loop_TenThousandEvents_KeepsItsMemory()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "event");
        long early = 0, late = 0;
        for (var n = 1; n <= 10_000; n++)
        {
            // What is alive after a collection: the working set also grows with compiled code and the collector's budget.
            var isMeasured = n is 5_000 or 10_000;
            var posted = await api.HandleAsync(isMeasured ? """{"do":"collect"}""" : """{"text":"same"}""");
            Assert.Equal($"invocation/request-{n}/response", posted.Path);
            if (isMeasured)
            {
                var memory = JsonSerializer.Deserialize<ProbeResult>(posted.Body, JsonSerializerOptions.Web)!.MemoryBytes;
                (early, late) = n == 5_000 ? (memory, late) : (early, memory);
            }
        }

        Assert.True(late - early < 500_000, $"{early} bytes after 5,000 events, {late} after 10,000");
    }

    [Fact]
    public async Task Handler_Throws_PostsTypeMessageAndStack()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "event");

        var posted = await api.HandleAsync("""{"do":"throw","text":"no \"such\" board"}""");

        Assert.Equal(("invocation/request-1/error", "InvalidOperationException"), (posted.Path, posted.ErrorType));
        var error = JsonNode.Parse(posted.Body)!;
        Assert.Equal("InvalidOperationException", error["errorType"]!.GetValue<string>());
        Assert.Equal("no \"such\" board", error["errorMessage"]!.GetValue<string>());
        Assert.Contains(error["stackTrace"]!.AsArray(), l => l!.GetValue<string>().Contains("ProbeHandler.HandleAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Initializer_Throws_PostsInitErrorAndEnds()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "init-error");

        var posted = await api.PostedAsync();

        Assert.Equal(("init/error", "InvalidOperationException"), (posted.Path, posted.ErrorType));
        Assert.NotEqual(0, await function.Process.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"do":"sleep","number":60000}""")]
    public async Task Loop_Sigterm_EndsAtOnce(string? busyWith)
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "event");
        await api.HandleAsync("{}");
        if (busyWith is not null)
        {
            api.Send(busyWith);
            await Task.Delay(200);
        }

        var watch = Stopwatch.StartNew();
        var exitCode = await function.Process.StopAsync(TimeSpan.FromSeconds(10));

        // Lambda gives 300 ms; the rest is for a test machine that does much else.
        Assert.Equal(0, exitCode);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
    }

    [Fact]
    public async Task RuntimeApi_IsAway_TheFunctionSaysSoAndEnds()
    {
        await using var function = TestProcess.Start("Probe", [Variable.Of("PROBE", "event"), Variable.Of("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{Repository.FreePort()}")]);

        Assert.NotEqual(0, await function.Process.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
        await Eventually.TrueAsync(
            () => function.Lines.Any(l => l.StartsWith("Lambda Runtime API at 127.0.0.1:", StringComparison.Ordinal)), "the function does not say why");
    }

    [Fact]
    public async Task RuntimeApi_IsAwayFromAWebFunction_TheFunctionEnds()
    {
        await using var function = TestProcess.Start(
            "Probe", [Variable.Of("AWS_LAMBDA_FUNCTION_NAME", "f"), Variable.Of("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{Repository.FreePort()}")]);

        Assert.Equal(1, await function.Process.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task RuntimeApi_BreaksOffAnEvent_TheFunctionAsksAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var function = TestProcess.Start("Probe", [Variable.Of("PROBE", "event"), Variable.Of("AWS_LAMBDA_RUNTIME_API", listener.LocalEndpoint.ToString())]);
        const string Head = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r\r\nContent-Length: ";

        using (var half = await listener.AcceptSocketAsync())
        {
            await half.ReceiveAsync(new byte[4096]);
            await half.SendAsync(Encoding.ASCII.GetBytes(Head + "100\r\n\r\n{\"text\":"));
        }

        using var whole = await listener.AcceptSocketAsync();
        await whole.ReceiveAsync(new byte[4096]);
        await whole.SendAsync(Encoding.ASCII.GetBytes(Head + "13\r\n\r\n{\"text\":\"hi\"}"));
        var answer = new byte[4096];
        Assert.StartsWith("POST /2018-06-01/runtime/invocation/r/response", Encoding.ASCII.GetString(answer, 0, await whole.ReceiveAsync(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadline_OfARequest_CancelsItBeforeLambdaWould()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "http");
        var watch = Stopwatch.StartNew();

        var posted = await api.HandleAsync("""{"rawPath":"/sleep/60000","requestContext":{"http":{"method":"GET"}}}""", seconds: 3);

        Assert.Equal(503, JsonNode.Parse(posted.Body)!["statusCode"]!.GetValue<int>());
        Assert.InRange(watch.ElapsedMilliseconds, 2_000, 10_000);
    }

    [Fact]
    public async Task Exception_OfAnEndpoint_Is500WithoutDetails()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "http");

        var posted = await api.HandleAsync("""{"rawPath":"/throw","requestContext":{"http":{"method":"GET"}}}""");

        Assert.Equal("""{"statusCode":500,"headers":{},"body":"","isBase64Encoded":false}""", posted.Body);
    }

    private static TestProcess Start(FakeRuntimeApi api, string mode) => TestProcess.Start(
        "Probe", [api.Variable, Variable.Of("PROBE", mode), Variable.Of("AWS_LAMBDA_FUNCTION_NAME", "probe"), Variable.Of("Logging__LogLevel__Default", "Warning")]);
}

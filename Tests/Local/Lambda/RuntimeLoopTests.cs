using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KanbanAspire.Tests.Lambda;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>Checks what only the bundled loop does: the real packages abort in these cases, see docs/limits.md.</summary>
public sealed class RuntimeLoopTests
{
    [Theory]
    [InlineData("event", null)]
    [InlineData("http", null)]
    [InlineData("event", """{"do":"sleep","number":60000}""")]
    public async Task Loop_Sigterm_EndsAtOnce(string mode, string? busyWith)
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, mode);
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
    public async Task RuntimeApi_Unavailable_TheFunctionSaysSoAndEnds()
    {
        await using var function = TestProcess.Start("Probe", [Variable.Of("PROBE", "event"), Variable.Of("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{Repository.FreePort()}")]);

        Assert.NotEqual(0, await function.Process.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
        await Eventually.TrueAsync(
            () => function.Lines.Any(l => l.StartsWith("Lambda Runtime API at 127.0.0.1:", StringComparison.Ordinal)), "the function does not say why");
    }

    [Fact]
    public async Task RuntimeApi_UnavailableToAWebFunction_TheFunctionEnds()
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
    public async Task Error_AnswerIsNotJson_EndsTheLoop()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        api.Answer = "OK";
        await using var function = Start(api, "event");

        await api.HandleAsync("""{"do":"throw"}""");

        Assert.NotEqual(0, await function.Process.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static TestProcess Start(FakeRuntimeApi api, string mode) => TestProcess.Start(
        "Probe", [api.Variable, Variable.Of("PROBE", mode), Variable.Of("AWS_LAMBDA_FUNCTION_NAME", "probe"), Variable.Of("Logging__LogLevel__Default", "Warning")]);
}

using System.Text.Json;
using System.Text.Json.Nodes;

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

    [Fact]
    public async Task Exception_OfAnEndpoint_Is500WithItsTypeAlone()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "http");

        var posted = await api.HandleAsync("""{"rawPath":"/throw","requestContext":{"http":{"method":"GET","path":"/throw"}}}""");

        Assert.Equal(
            """{"statusCode":500,"headers":{"Content-Type":null,"ErrorType":"InvalidOperationException"},"body":"","isBase64Encoded":false}""",
            posted.Body);
    }

    [Fact]
    public async Task Event_OfAnotherFormat_PostsAnError()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "http");

        var posted = await api.HandleAsync("""{"httpMethod":"GET","path":"/","version":"1.0"}""");

        Assert.Equal(("invocation/request-1/error", "NullReferenceException"), (posted.Path, posted.ErrorType));
    }

    [Fact]
    public async Task Event_NotJson_PostsAnError()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var function = Start(api, "event");

        var posted = await api.HandleAsync("nonsense");

        Assert.Equal(("invocation/request-1/error", "JsonSerializerException"), (posted.Path, posted.ErrorType));
    }

    private static TestProcess Start(FakeRuntimeApi api, string mode) => TestProcess.Start(
        "Probe", [api.Variable, Variable.Of("PROBE", mode), Variable.Of("AWS_LAMBDA_FUNCTION_NAME", "probe"), Variable.Of("Logging__LogLevel__Default", "Warning")]);
}

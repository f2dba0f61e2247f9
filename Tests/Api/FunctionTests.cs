using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Lambda;
using KanbanAspire.Tests.ServiceDefaults;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Api;

/// <summary>Checks the Api as a Lambda function from outside: a process, and a Runtime API that a test controls.</summary>
public sealed class FunctionTests
{
    private const string Claims =
        """{"jwt":{"claims":{"token_use":"access","iss":"issuer","client_id":"client","sub":"ann","scope":"openid"}}}""";

    private const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:1";

    [Theory]
    [InlineData("/api/boards", 503)]
    [InlineData("/items/1", 400)]
    public async Task Deadline_TableHangs_IsAnsweredBeforeLambdaEndsTheFunction(string path, int status)
    {
        // Accepts connections and says nothing.
        using var table = new TcpListener(IPAddress.Loopback, 0);
        table.Start();
        await using var runtime = await FakeRuntimeApi.StartAsync();
        await using var function = Start(
            runtime,
            Variable.Of("AWS_ENDPOINT_URL_DYNAMODB", $"http://{table.LocalEndpoint}"),
            Variable.Of("Authentication__Issuer", "issuer"),
            Variable.Of("Authentication__ClientIds", "client"),
            Variable.Of("Authentication__TrustGateway", "true"));
        await runtime.HandleAsync(Get("/health"));
        var startedAt = Stopwatch.GetTimestamp();

        var posted = await runtime.HandleAsync(Get(path, Claims), seconds: 1.5);

        Assert.InRange(Stopwatch.GetElapsedTime(startedAt), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
        var answer = JsonNode.Parse(posted.Body)!;
        var body = JsonNode.Parse(answer["body"]!.GetValue<string>())!;
        Assert.Equal(status, answer["statusCode"]!.GetValue<int>());
        Assert.Equal(status == 503 ? "2" : null, answer["headers"]!["Retry-After"]?.GetValue<string>());
        if (status == 503)
        {
            Assert.EndsWith("unavailable", body["type"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        else
        {
            // The tutorial's contract knows 200 and 400, and a JSON string.
            Assert.NotEmpty(body.GetValue<string>());
        }
    }

    [Fact]
    public async Task Trace_OfTheInvocation_IsJoined()
    {
        await using var otlp = await OtlpCapture.StartAsync();
        await using var runtime = await FakeRuntimeApi.StartAsync();
        await using var function = Start(runtime, otlp);

        var posted = await runtime.HandleAsync(Get("/nothing"), trace: Trace);

        var traceResponse = JsonNode.Parse(posted.Body)!["headers"]!["traceresponse"]!.GetValue<string>();
        Assert.StartsWith("00-5759e988bd862e3fe1be46a994272793-", traceResponse, StringComparison.Ordinal);
        Assert.EndsWith("-01", traceResponse, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_OfARequest_IsSentBetweenItsAnswerAndTheNextEvent()
    {
        await using var otlp = await OtlpCapture.StartAsync();
        await using var runtime = await FakeRuntimeApi.StartAsync();
        await using var function = Start(runtime, otlp);
        // A flush gives up after 50 ms, which the first ones of a process may need; and other tests run at the same time.
        var orders = new List<string>();
        for (var n = 1; n <= 20 && !orders.Contains("answer, traces, next"); n++)
        {
            await runtime.HandleAsync(Get("/nothing"));
            await Eventually.TrueAsync(() => Asked().Count == n + 1, "no next event is asked for");
            var (askedAt, nextAt) = (Asked()[n - 1], Asked()[n]);
            var answeredAt = runtime.Calls.Single(call => call.Path == $"invocation/request-{n}/response").At;
            var sent = otlp.Times("traces").Where(at => at > askedAt).ToList();
            orders.Add(sent is [] ? "answer, next"
                : sent.TrueForAll(at => at > answeredAt && at < nextAt) ? "answer, traces, next" : "otherwise");
        }

        Assert.Contains("answer, traces, next", orders);

        List<long> Asked() => [.. runtime.Calls.Where(call => call.Path is "next").Select(call => call.At)];
    }

    private static string Get(string path, string authorizer = "null") => $$$"""
        {"version":"2.0","rawPath":"{{{path}}}","headers":{},
         "requestContext":{"authorizer":{{{authorizer}}},"http":{"method":"GET","path":"{{{path}}}"},"stage":"$default"}}
        """;

    private static TestProcess Start(FakeRuntimeApi runtime, OtlpCapture otlp) =>
        Start(
            runtime,
            [Variable.Of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), .. otlp.Variables.Select(variable => Variable.Of(variable.Key, variable.Value))]);

    private static TestProcess Start(FakeRuntimeApi runtime, params KeyValuePair<string, string?>[] variables) => TestProcess.Start("Api",
    [
        runtime.Variable, Variable.Of("AWS_LAMBDA_FUNCTION_NAME", "api"), Variable.Of("ItemsAuthorization", "none"),
        Variable.Of("Tables__WarmUp", "none"), Variable.Of("AWS_REGION", "ap-northeast-2"), Variable.Of("AWS_ACCESS_KEY_ID", "local"),
        Variable.Of("AWS_SECRET_ACCESS_KEY", "local"), .. variables,
    ]);
}

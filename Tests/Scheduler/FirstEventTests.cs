using KanbanAspire.Tests.Lambda;
using KanbanAspire.Tests.ServiceDefaults;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Scheduler;

/// <summary>Looks at what the Scheduler tells of its first event, as a process of Lambda's.</summary>
public sealed class FirstEventTests
{
    [Fact]
    public async Task FirstEvent_OfAProcess_IsTracedAndTheOnlyColdStart()
    {
        using var client = await DynamoDBEmulator.CreateClientAsync();
        var tables = await DynamoDBEmulator.CreateTablesAsync(client);
        await using var otlp = await OtlpCapture.StartAsync();
        await using var runtime = await FakeRuntimeApi.StartAsync();
        await using var function = TestProcess.Start("Scheduler",
        [
            runtime.Variable,
            Variable.Of("AWS_LAMBDA_FUNCTION_NAME", "scheduler"),
            Variable.Of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
            .. (await DynamoDBEmulator.VariablesAsync(tables)).Concat(otlp.Variables).Select(variable => Variable.Of(variable.Key, variable.Value)),
        ]);

        // What a flush does not get out within its 50 ms goes with the next one.
        for (var minute = 0; minute < 10 && !otlp.Has(Span(2, isCold: false), "traces"); minute++)
        {
            await runtime.HandleAsync(Event(minute));
        }

        Assert.True(await otlp.WaitForAsync(Span(1, isCold: true), "traces"), otlp.Show());
        Assert.True(await otlp.WaitForAsync(Span(2, isCold: false), "traces"), otlp.Show());
        Assert.False(otlp.Has(Span(1, isCold: false), "traces"));
        Assert.False(otlp.Has(Span(2, isCold: true), "traces"));
        Assert.True(otlp.Has("ItemInserter", "traces"), "The jobs of the first event have no spans.");
    }

    // How two attributes that follow each other stand in OTLP's protobuf: Span.attributes is field 9, a KeyValue of 20 bytes with
    // a key of 14 and a boolean. https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
    private static string Span(int invocation, bool isCold) =>
        $"request-{invocation}J\u0014\n\u000efaas.coldstart\u0012\u0002\u0010{(isCold ? '\u0001' : '\u0000')}";

    private static string Event(int minute) => $$"""
        {"version":"0","id":"{{Guid.NewGuid()}}","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
         "time":"2026-11-24T12:{{minute:00}}:00Z","region":"ap-northeast-2",
         "resources":["arn:aws:events:ap-northeast-2:123456789012:rule/dynamodb-1min-insert-timer"],"detail":{} }
        """;
}

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Scheduler;

/// <summary>Sends EventBridge's events to the Scheduler as a Lambda function.</summary>
public sealed class ScheduledFunctionTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private AmazonDynamoDBClient _client = null!;
    private TableNames _names = null!;
    private LambdaService _emulator = null!;

    public async Task InitializeAsync()
    {
        _client = await DynamoDBEmulator.CreateClientAsync();
        _names = await DynamoDBEmulator.CreateTablesAsync(_client);

        _emulator = await LambdaService.StartAsync(
            new FunctionProgram("scheduler", FunctionBuild.Executable("Scheduler"), await DynamoDBEmulator.VariablesAsync(_names)));
        _http.BaseAddress = new Uri(_emulator.Address);
    }

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _http.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Event_DeliveredTwice_InsertsOnceAndAnswersAsTheCourse()
    {
        var first = await InvokeAsync(Event("2026-11-24T12:00:07Z"));
        var second = await InvokeAsync(Event("2026-11-24T12:00:58Z"));

        var item = Assert.Single((await _client.ScanAsync(new ScanRequest(_names.Items))).Items);
        var expected = new JsonObject
        {
            ["statusCode"] = 200,
            ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
            ["body"] = $"\"Put item {item["id"].S}\"",
        };
        Assert.Equal(expected.ToJsonString(), first.ToJsonString());
        Assert.Equal(expected.ToJsonString(), second.ToJsonString());
        await Eventually.TrueAsync(
            () => _emulator.Lines.Any(line => line.Contains($"Put item {item["id"].S}", StringComparison.Ordinal)), "no line tells of the item");
    }

    [Theory]
    [InlineData("""{"source":"aws.events"}""")]
    [InlineData("""{"source":"somebody","time":"2026-11-24T12:00:00Z"}""")]
    [InlineData("{}")]
    public async Task Event_Poisoned_IsAnErrorAndTheNextOneIsServed(string poison)
    {
        var error = await InvokeAsync(poison);
        var next = await InvokeAsync(Event("2026-11-24T12:01:00Z"));

        Assert.Equal("InvalidDataException", (string?)error["errorType"]);
        Assert.Equal(200, (int?)next["statusCode"]);
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
    private static string Event(string time) => $$"""
        {"version":"0","id":"{{Guid.NewGuid()}}","detail-type":"Scheduled Event","source":"aws.events",
         "account":"123456789012","time":"{{time}}","region":"ap-northeast-2",
         "resources":["arn:aws:events:ap-northeast-2:123456789012:rule/dynamodb-1min-insert-timer"],"detail":{} }
        """;

    private async Task<JsonObject> InvokeAsync(string payload)
    {
        using var response = await _http.PostAsync(
            "/2015-03-31/functions/scheduler/invocations", new StringContent(payload));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}

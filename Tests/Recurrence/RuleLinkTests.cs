using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Tests.ServiceDefaults;
using KanbanAspire.Tests.Store;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Recurrence;

/// <summary>Follows the spans of recurring cards back to their rule.</summary>
public sealed class RuleLinkTests
{
    [Fact]
    public async Task Card_ThatRecurs_IsLinkedToWhatWroteItsRule()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        using var client = new ReadsClient(table);
        var store = table.Store(client, time: time);
        using var capture = new SpanCapture();
        ActivityContext person;
        using (var request = new Activity("request").SetParentId($"00-{ActivityTraceId.CreateRandom()}-00f067aa0ba902b7-01").Start())
        {
            var schedule = new Schedule(Every.Day, "UTC") { At = "12:00" };
            var rule = new Rule(Ids.New(DateTimeOffset.UtcNow), schedule, new CardTemplate("2", "Water the plants"), 0);
            await store.Commands.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddRule(rule), null, default);
            person = request.Context;
        }

        using var minute = new Activity("minute").SetParentId(capture.TraceParent).Start();
        foreach (var hours in new[] { 12, 36 })
        {
            time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero).AddHours(hours));
            Assert.Equal(1, (await Background.RunAsync(table, client, time)).Inserted);
        }

        var made = capture.Spans.Where(span => span.DisplayName == "InsertDue").ToList();
        Assert.Equal(
            [(person.TraceId, person.SpanId), (made[0].TraceId, made[0].SpanId)],
            made.Select(span => Assert.Single(span.Links).Context).Select(writer => (writer.TraceId, writer.SpanId)));
        Assert.All(made, span => Assert.Equal(minute.SpanId, span.ParentSpanId));
        // The link comes with what the card's making reads anyway.
        Assert.Equal(0, client.ReadsOfRules);
    }

    private sealed class ReadsClient(BoardTable table) : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
    {
        public int ReadsOfRules { get; set; }

        public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
        {
            ReadsOfRules += request.Key["sk"].S.StartsWith("E#", StringComparison.Ordinal) ? 1 : 0;
            return base.GetItemAsync(request, cancellationToken);
        }
    }
}

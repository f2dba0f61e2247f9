using System.Diagnostics;
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
        var store = table.Store(table.Client, time: time);
        using var capture = new SpanCapture();
        ActivityContext person;
        using (var request = new Activity("request").SetParentId($"00-{ActivityTraceId.CreateRandom()}-00f067aa0ba902b7-01").Start())
        {
            var schedule = new Schedule(Every.Day, "UTC") { At = "12:00" };
            var rule = new Rule(Ids.New(DateTimeOffset.UtcNow), schedule, new CardTemplate("2", "Water the plants"), 0);
            await store.ExecuteAsync(table.BoardId, BoardTable.Ann, new AddRule(rule), null, default);
            person = request.Context;
        }

        using var minute = new Activity("minute").SetParentId(capture.TraceParent).Start();
        foreach (var hours in new[] { 12, 36 })
        {
            time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero).AddHours(hours));
            Assert.Equal(1, (await store.RunDueAsync(default)).Inserted);
        }

        var made = capture.Spans.Where(span => span.DisplayName == "InsertDue").ToList();
        Assert.Equal(
            [(person.TraceId, person.SpanId), (made[0].TraceId, made[0].SpanId)],
            made.Select(span => Assert.Single(span.Links).Context).Select(writer => (writer.TraceId, writer.SpanId)));
        Assert.All(made, span => Assert.Equal(minute.SpanId, span.ParentSpanId));
    }
}

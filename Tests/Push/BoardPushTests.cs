using System.Collections.Concurrent;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Push;
using KanbanAspire.Tests.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Tests.Push;

/// <summary>What is committed goes out in order, waits for nobody, and is counted when it does not arrive.</summary>
public sealed class BoardPushTests
{
    private static readonly Board Board = new("b", new BoardInfo("Board"), 1, default, default, new BoardCounts(), Channel: "one");

    [Fact]
    public async Task Events_CommittedWhileAnotherIsSent_GoOutInOrderFiveAtATime()
    {
        var sent = new ConcurrentQueue<(string Channel, IReadOnlyList<string> Events)>();
        var gate = new TaskCompletionSource();
        using var push = new BoardPush(
            async (channel, events, _) =>
            {
                sent.Enqueue((channel, events));
                await gate.Task;
            },
            NullLogger.Instance);

        push.Committed(Board, Event(1));
        await WaitAsync(() => sent.Count == 1);
        foreach (var seq in Enumerable.Range(2, 7))
        {
            push.Committed(Board, Event(seq));
        }

        push.Committed(Board with { Channel = "two" }, Event(9));
        push.Committed(null, Event(1));
        gate.SetResult();
        push.Drain(TimeSpan.FromSeconds(10));

        Assert.Equal(["/boards/one 1", "/boards/one 2,3,4,5,6", "/boards/one 7,8", "/boards/two 9"], sent.Select(one =>
            $"{one.Channel} {string.Join(',', one.Events.Select(e => System.Text.Json.Nodes.JsonNode.Parse(e)!["seq"]))}"));
    }

    [Fact]
    public void Event_ThatCannotBePublished_IsCountedAndTheNextGoesOut()
    {
        using var failures = new Measured("kanban.push.failures");
        var attempts = 0;
        using var push = new BoardPush(
            (_, _, _) => Interlocked.Increment(ref attempts) == 1 ? throw new HttpRequestException("refused") : Task.CompletedTask, NullLogger.Instance);

        push.Committed(Board, Event(1));
        push.Drain(TimeSpan.FromSeconds(10));
        push.Committed(Board, Event(2));
        push.Drain(TimeSpan.FromSeconds(10));

        Assert.Equal(2, attempts);
        Assert.Equal(1, Assert.Single(failures.Values).Value);
    }

    [Fact]
    public void Drain_WhileAppSyncHangs_EndsInTime()
    {
        using var push = new BoardPush((_, _, cancelled) => Task.Delay(Timeout.Infinite, cancelled), NullLogger.Instance);

        push.Committed(Board, Event(1));

        push.Drain(TimeSpan.FromMilliseconds(20));
    }

    private static BoardEvent Event(long seq) => new(seq, DateTimeOffset.UnixEpoch, "boardChanged");

    private static async Task WaitAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(5);
        }
    }
}

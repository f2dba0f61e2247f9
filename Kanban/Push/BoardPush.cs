using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Telemetry;
using KanbanAspire.ServiceDefaults.AppSync;
using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.Kanban.Push;

/// <summary>
/// Pushes events to whoever has their board open, in the order in which this process wrote them. It is a hint and no delivery: what
/// is lost here is in the log, and readers of a board ask the log for what they miss.
/// </summary>
/// <remarks>
/// A message is <c>{"seq":42,"event":{…}}</c>, the event as the API gives it, or <c>{"seq":42}</c> alone: there is something to read.
/// The latter goes out for an event from whose size on reading it costs less than pushing it, and for one that gives the board
/// another channel: on the old one listens also who has just been removed.
/// </remarks>
public sealed partial class BoardPush : ICommitObserver, IDrain, IDisposable
{
    /// <summary>Names the namespace of the channels of boards.</summary>
    public const string Namespace = "boards";

    /// <summary>Names the source of the spans.</summary>
    public const string SourceName = "KanbanAspire.Push";

    // AppSync Events counts 5 KB as one operation, for the publisher and for each listener; four cost as much as a request to the API.
    private const int MaxBytes = 20 * 1024;

    // Far more than a process writes while one request to AppSync fails.
    private const int MaxWaiting = 1000;

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Channel<Message> _waiting = Channel.CreateBounded<Message>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, IReadOnlyList<string>, CancellationToken, Task> _publish;
    private readonly ILogger _logger;
    private readonly Task _running;
    private int _unpublished;

    /// <summary>Begins to push.</summary>
    /// <param name="publisher">Publishes on channels.</param>
    /// <param name="logger">Is told of failures.</param>
    public BoardPush(EventPublisher publisher, ILogger<BoardPush> logger)
        : this(publisher.PublishAsync, logger)
    {
    }

    internal BoardPush(Func<string, IReadOnlyList<string>, CancellationToken, Task> publish, ILogger logger)
    {
        (_publish, _logger) = (publish, logger);
        _running = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public void Committed(Board? before, BoardEvent e)
    {
        if (before?.Channel is not { } channel)
        {
            return;
        }

        Interlocked.Increment(ref _unpublished);
        if (!_waiting.Writer.TryWrite(new Message($"/{Namespace}/{channel}", Text(e), Activity.Current?.Context ?? default)))
        {
            Interlocked.Decrement(ref _unpublished);
            KanbanMetrics.PushFailed();
        }
    }

    /// <inheritdoc/>
    public void Drain(TimeSpan longest) =>
        SpinWait.SpinUntil(() => Volatile.Read(ref _unpublished) <= 0, longest);

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _stop.Cancel();
        _running.Wait();
        _stop.Dispose();
    }

    private static string Text(BoardEvent e)
    {
        var json = e.Channel is null ? JsonSerializer.Serialize(e, KanbanJson.Compact.BoardEvent) : null;
        return json is { Length: <= MaxBytes } ? $$"""{"seq":{{e.Seq}},"event":{{json}}}""" : $$"""{"seq":{{e.Seq}}}""";
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                while (_waiting.Reader.TryRead(out var first))
                {
                    await PublishAsync(first);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task PublishAsync(Message first)
    {
        List<string> texts = [first.Text];
        while (texts.Count < EventPublisher.MaxEvents && _waiting.Reader.TryPeek(out var next) && next.Channel == first.Channel)
        {
            _waiting.Reader.TryRead(out _);
            texts.Add(next.Text);
        }

        using var span = Source.StartActivity($"send {Namespace}", ActivityKind.Producer, first.Parent);
        // The channel's name is a secret of the board's members.
        span?.SetTag("messaging.system", "aws.appsync").SetTag("messaging.operation.type", "send").SetTag("messaging.destination.name", Namespace)
            .SetTag("messaging.batch.message_count", texts.Count);
        try
        {
            await _publish(first.Channel, texts, _stop.Token);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            KanbanMetrics.PushFailed();
            LogFailed(e);
        }
        finally
        {
            Interlocked.Add(ref _unpublished, -texts.Count);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "An event could not be pushed; readers of the board see it with their next request.")]
    private partial void LogFailed(Exception e);

    private sealed record Message(string Channel, string Text, ActivityContext Parent);
}

using System.Text.Json.Nodes;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Push;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;
using KanbanAspire.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Tests.Push;

/// <summary>A board is pushed on a channel that its members know and nobody else, also nobody who was one.</summary>
public sealed class ChannelTests : IAsyncLifetime
{
    private readonly List<(string Channel, JsonNode Message)> _published = [];
    private readonly BoardPush _push;
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private string _board = null!;

    public ChannelTests() => _push = new BoardPush(PublishAsync, NullLogger<BoardPush>.Instance);

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync(configure: services => services.AddSingleton<ICommitObserver>(_push));
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
        _board = await _ann.CreateBoardAsync("A", "B");
        await _ann.JoinAsync(_board, _ben, "editor");
        Published();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        _push.Dispose();
    }

    [Fact]
    public async Task Event_Pushed_IsTheOneOfTheLog()
    {
        var channel = await ChannelAsync();
        var card = await _ann.CreateCardAsync(_board, "2", "안녕 <b>");
        await _ben.SendAsync("PATCH", $"{_board}/cards/{card.Split('/')[^1]}", new { due = "2031-05-04" });

        var published = Published();
        var log = (await _ann.GetAsync($"{_board}/events?after=3")).Body!["events"]!.AsArray();
        Assert.Matches("^/boards/[0-9A-Za-z]{22}$", channel);
        Assert.Equal([channel, channel], published.Select(one => one.Channel));
        Assert.Equal(2, log.Count);
        Assert.All(log.Zip(published), both =>
        {
            Assert.True(JsonNode.DeepEquals(both.First, both.Second.Message["event"]), both.Second.Message.ToJsonString());
            Assert.Equal((long)both.First!["seq"]!, (long)both.Second.Message["seq"]!);
        });
    }

    [Theory]
    [InlineData("ann", "DELETE", "members/4")]
    [InlineData("ben", "DELETE", "members/4")]
    public async Task Member_RemovedOrGone_LearnsNeitherTheEventNorTheNextChannel(string by, string method, string path)
    {
        var former = await ChannelAsync();
        var gone = await (by == "ann" ? _ann : _ben).SendAsync(method, $"{_board}/{path}");
        await _ann.CreateCardAsync(_board, "2");

        var (published, next) = (Published(), await ChannelAsync());
        Assert.Equal([former, next], published.Select(one => one.Channel));
        Assert.NotEqual(former, next);
        Assert.Equal($$"""{"seq":{{gone.Seq}}}""", published[0].Message.ToJsonString());
        var e = (await _ann.GetAsync($"{_board}/events?after={gone.Seq - 1}")).Body!["events"]![0]!;
        Assert.Equal(next, $"/boards/{e["channel"]}");
        Assert.Equal("not-found", (await _ben.GetAsync(_board)).Problem);
    }

    [Fact]
    public async Task Board_Deleted_SaysOnlyThatThereIsSomethingToAskFor()
    {
        var channel = await ChannelAsync();
        var deleted = await _ann.SendAsync("DELETE", _board);

        Assert.Equal([(channel, $$"""{"seq":{{deleted.Seq}}}""")], Published().Select(one => (one.Channel, one.Message.ToJsonString())));
    }

    [Fact]
    public async Task Removal_UndoneAndRedone_NeverReturnsToAFormerChannel()
    {
        List<string> channels = [await ChannelAsync()];
        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/4");
        channels.Add(await ChannelAsync());
        var undone = await _ann.PostAsync($"{_board}/events/{removed.Seq}/undo");
        Assert.Equal(channels[^1], await ChannelAsync());
        await _ann.PostAsync($"{_board}/events/{undone.Seq}/undo");
        channels.Add(await ChannelAsync());

        Assert.Equal(3, channels.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task LargeEvent_Pushed_SaysOnlyThatThereIsOne()
    {
        for (var i = 0; i < 60; i++)
        {
            await _ann.CreateCardAsync(_board, "2", new string('가', 200));
        }

        Published();
        await _ann.SendAsync("DELETE", $"{_board}/columns/2?moveTo=3");

        // The column goes in three events; the one in the middle is about all its cards.
        Assert.Equal([true, false, true], Published().Select(one => one.Message["event"] is not null));
    }

    [Fact]
    public void Board_MadeBeforeThereWereChannels_GetsOneWithItsNextEvent()
    {
        var board = new PureBoard("A");
        var old = board.State with { Board = board.State.Board! with { Channel = null } };
        var decision = new ChangeBoard("Renamed", null, null, null).DecideFor(
            old, new CommandContext(DateTimeOffset.UnixEpoch, 2, new Actor(PureBoard.Owner, "Ann", old.Members[PureBoard.Owner]), () => "000000"));

        var e = Assert.IsType<Accepted>(decision).Event;
        Assert.Equal(22, e.Channel!.Length);
        Assert.Equal(e.Channel, old.Apply(e).Board!.Channel);
    }

    [Fact]
    public void Events_OfAnyOtherKind_KeepTheChannel()
    {
        var board = new PureBoard("A");
        var channel = board.State.Board!.Channel;
        board.Execute(new ChangeBoard("Renamed", null, null, null));

        Assert.Equal(channel, board.State.Board!.Channel);
        Assert.Null(board.Log[^1].Channel);
    }

    private async Task<string> ChannelAsync() => $"/boards/{(await _ann.GetAsync(_board)).Body!["board"]!["channel"]}";

    private Task PublishAsync(string channel, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        lock (_published)
        {
            _published.AddRange(events.Select(e => (channel, JsonNode.Parse(e)!)));
        }

        return Task.CompletedTask;
    }

    // What was published since the last time.
    private List<(string Channel, JsonNode Message)> Published()
    {
        _push.Drain(TimeSpan.FromSeconds(10));
        lock (_published)
        {
            List<(string, JsonNode)> all = [.. _published];
            _published.Clear();
            return all;
        }
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Members;

/// <summary>An owner takes back that a member was removed.</summary>
public sealed class RemovalUndoTests : IAsyncLifetime
{
    private const string Ben = "3";

    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private string _board = null!;

    private string BoardId => _board.Split('/')[^1];

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben) = (new BoardsClient(_api.ClientOf("ann")), new BoardsClient(_api.ClientOf("ben")));
        _board = await _ann.CreateBoardAsync("A");
        await _ann.JoinAsync(_board, _ben, "editor");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    /// <summary>More cards than a step takes, one that was archived before and one after, one without room, a rule, an entry of a checklist.</summary>
    [Fact]
    public async Task Removal_Undone_BringsBackTheMemberAndTheAssignments()
    {
        var cards = new List<string>();
        for (var i = 0; i < 95; i++)
        {
            cards.Add(await CardOfBenAsync($"{i}"));
        }

        await _ann.SendAsync("PUT", $"{_board}/cards/{cards[0]}/assignees/1");
        await _ann.PostAsync($"{_board}/cards/{cards[1]}/archive");
        var list = (await _ann.PostAsync($"{_board}/cards/{cards[2]}/checklists", new { title = "Steps" })).Location!;
        await _ann.PostAsync($"{list}/entries", new { text = "one", assignee = Ben });
        await RuleOfBenAsync();
        var before = await AssignedAsync();
        Assert.Equal(97, before.Count);

        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/{Ben}");
        Assert.Empty(await AssignedAsync());
        await _ann.PostAsync($"{_board}/cards/{cards[3]}/archive");
        await _ann.PostAsync($"{_board}/cards/{cards[4]}/archive");
        await _ann.SendAsync("DELETE", $"{_board}/cards/{cards[4]}");
        before.Remove(cards[4]);

        var undone = await _ann.PostAsync($"{_board}/events/{removed.Seq}/undo");

        Assert.True(undone.Status == HttpStatusCode.OK, undone.Body?.ToJsonString());
        Assert.Equal(before, await AssignedAsync());
        Assert.Equal((HttpStatusCode.OK, "editor"), await RoleOfBenAsync());
        Assert.Single((await _ben.GetAsync("/api/boards")).Body!["boards"]!.AsArray());
        var events = (await _ann.GetAsync($"{_board}/events?after={undone.Seq}")).Body!["events"]!.AsArray();
        Assert.All(events, e => Assert.Equal(("assignmentsRestored", "1"), ((string)e!["kind"]!, (string)e["by"]!)));

        // Redo removes once more, and undo of that brings back once more.
        var redone = await _ann.PostAsync($"{_board}/events/{undone.Seq}/undo");
        Assert.Equal((HttpStatusCode.NotFound, (string?)null), await RoleOfBenAsync());
        Assert.Empty(await AssignedAsync());
        await _ann.PostAsync($"{_board}/events/{redone.Seq}/undo");
        Assert.Equal(before, await AssignedAsync());
    }

    [Fact]
    public async Task Removal_UndoneByOthersOrByAnOwnerNoMore_IsForbidden()
    {
        var (cho, dan) = (new BoardsClient(_api.ClientOf("cho")), new BoardsClient(_api.ClientOf("dan")));
        await _ann.JoinAsync(_board, cho, "owner");
        await _ann.JoinAsync(_board, dan, "owner");
        var removed = await cho.SendAsync("DELETE", $"{_board}/members/{Ben}");

        Assert.Equal("forbidden", (await _ann.PostAsync($"{_board}/events/{removed.Seq}/undo")).Problem);
        await _ann.SendAsync("PATCH", $"{_board}/members/4", new { role = "editor" });
        Assert.Equal("forbidden", (await cho.PostAsync($"{_board}/events/{removed.Seq}/undo")).Problem);
        await _ann.SendAsync("PATCH", $"{_board}/members/4", new { role = "owner" });
        Assert.Equal(HttpStatusCode.OK, (await cho.PostAsync($"{_board}/events/{removed.Seq}/undo")).Status);
    }

    [Fact]
    public async Task Removal_OfWhoJoinedAgain_CannotBeUndone()
    {
        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/{Ben}");
        await _ann.JoinAsync(_board, _ben, "viewer");

        var undone = await _ann.PostAsync($"{_board}/events/{removed.Seq}/undo");

        Assert.Equal(("undo-conflict", "[\"member\"]"), (undone.Problem, undone.Body!["changed"]?.ToJsonString()));
        Assert.Equal((HttpStatusCode.OK, "viewer"), await RoleOfBenAsync());
    }

    [Fact]
    public async Task Removal_RedoneAfterTheRoleChanged_IsRejected()
    {
        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/{Ben}");
        var undone = await _ann.PostAsync($"{_board}/events/{removed.Seq}/undo");
        await _ann.SendAsync("PATCH", $"{_board}/members/{Ben}", new { role = "owner" });

        Assert.Equal("undo-conflict", (await _ann.PostAsync($"{_board}/events/{undone.Seq}/undo")).Problem);
        Assert.Equal((HttpStatusCode.OK, "owner"), await RoleOfBenAsync());
    }

    [Fact]
    public async Task Member_WhoLeft_IsNotBroughtBack()
    {
        var left = await _ben.SendAsync("DELETE", $"{_board}/members/{Ben}");

        Assert.Equal("not-found", (await _ben.PostAsync($"{_board}/events/{left.Seq}/undo")).Problem);
        Assert.Equal("forbidden", (await _ann.PostAsync($"{_board}/events/{left.Seq}/undo")).Problem);
    }

    [Fact]
    public async Task Undo_OfAChangeOfAssignees_DoesNotBringAFormerMemberBackToTheCard()
    {
        var card = await CardOfBenAsync("one");
        var taken = await _ann.SendAsync("DELETE", $"{_board}/cards/{card}/assignees/{Ben}");
        await _ann.SendAsync("DELETE", $"{_board}/members/{Ben}");

        await _ann.PostAsync($"{_board}/events/{taken.Seq}/undo");

        Assert.Empty(await AssignedAsync());
    }

    /// <summary>What others have changed since the undo stays so, also when the Scheduler looks at it once more.</summary>
    [Fact]
    public async Task Assignments_LeftByTheRequest_AreBroughtBackByTheSchedulerOnce()
    {
        var (one, two) = (await CardOfBenAsync("one"), await CardOfBenAsync("two"));
        await RuleOfBenAsync();
        var before = await AssignedAsync();
        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/{Ben}");
        var e = (await _api.Store.Boards.GetEventAsync(BoardId, removed.Seq, default))!;
        var undone = await _api.Store.Commands.ExecuteAsync(BoardId, new Actor("ann", string.Empty), new Undo(e), null, default);
        Assert.Null(undone.Rejection);
        Assert.Empty(await AssignedAsync());

        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        Assert.Empty((await WorkAsync(time)).Failures);
        Assert.Empty(await AssignedAsync());
        time.Advance(TimeSpan.FromMinutes(2));
        await WorkAsync(time);
        Assert.Equal(before, await AssignedAsync());

        await _ann.SendAsync("DELETE", $"{_board}/cards/{one}/assignees/{Ben}");
        await NoteReturnAsync(removed.Seq);
        time.Advance(TimeSpan.FromMinutes(2));
        await WorkAsync(time);
        before.Remove(one);
        Assert.Equal(before, await AssignedAsync());
        Assert.Contains(two, before.Keys);
    }

    [Fact]
    public async Task Assignments_NotEndedYetWhenTheRemovalIsUndone_Stay()
    {
        await CardOfBenAsync("one");
        var before = await AssignedAsync();
        var ann = new Actor("ann", string.Empty);
        var removed = await _api.Store.Commands.ExecuteAsync(BoardId, ann, new RemoveMember(Ben), null, default);
        var end = new EndAssignments(Ben, "1", [before.Keys.Single()], [], []);
        await _ann.PostAsync($"{_board}/events/{removed.Event!.Seq}/undo");

        // A step that was found before the undo comes after it, and so does the Scheduler.
        var late = await _api.Store.Commands.ExecuteAsync(BoardId, null, end, null, default);
        await WorkAsync(new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5)));

        Assert.NotEqual("assignmentsEnded", late.Event?.Kind);
        Assert.Equal(before, await AssignedAsync());
    }

    [Fact]
    public async Task Assignments_OfACardThatIsFullNow_StayOffWithoutKeepingOthersFromTheirMember()
    {
        var (full, other) = (await CardOfBenAsync("full"), await CardOfBenAsync("other"));
        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/{Ben}");
        for (var i = 0; i < 20; i++)
        {
            await _ann.JoinAsync(_board, new BoardsClient(_api.ClientOf($"m{i}")), "editor");
        }

        foreach (var member in (await _ann.GetAsync($"{_board}/members")).Body!["members"]!.AsArray().Select(m => (string)m!["id"]!).Take(20))
        {
            await _ann.SendAsync("PUT", $"{_board}/cards/{full}/assignees/{member}");
        }

        await _ann.PostAsync($"{_board}/events/{removed.Seq}/undo");

        Assert.Equal([other], (await AssignedAsync()).Keys);
    }

    // The note of a return as it is while a run before has not taken it away.
    private Task NoteReturnAsync(long removal) => _api.Table.PutItemAsync(_api.Names.Kanban, new Dictionary<string, AttributeValue>
    {
        ["pk"] = new($"BOARD#{BoardId}"),
        ["sk"] = new($"G#{Ben}"),
        ["doc"] = new($"{removal}"),
        ["due"] = new("DUE"),
        ["dueAt"] = new("2026-11-23T00:00:00Z"),
    });

    private Task<DueReport> WorkAsync(TimeProvider time)
    {
        var store = _api.Store;
        return new BackgroundWork(
            store.Commands, store.Batches, _api.Table, _api.Names, time, new BackgroundWorkOptions(), NullLogger<BackgroundWork>.Instance).RunAsync(default);
    }

    private async Task<string> CardOfBenAsync(string title)
    {
        var card = await _ann.CreateCardAsync(_board, "2", title);
        await _ann.SendAsync("PUT", $"{_board}/cards/{card}/assignees/{Ben}");
        return card;
    }

    private async Task RuleOfBenAsync() => Assert.Equal(HttpStatusCode.Created, (await _ann.PostAsync($"{_board}/rules", new
    {
        schedule = new { every = "day", timeZone = "Asia/Seoul", at = "09:00" },
        template = new { columnId = "2", title = "Daily", assignees = new[] { "1", Ben } },
    })).Status);

    private async Task<(HttpStatusCode Status, string? Role)> RoleOfBenAsync()
    {
        var board = await _ben.GetAsync(_board);
        return (board.Status, (string?)board.Body!["members"]?.AsArray().Single(m => (string)m!["sub"]! == "ben")!["role"]);
    }

    /// <summary>Everything that names Ben, with all whom it names.</summary>
    private async Task<SortedDictionary<string, string>> AssignedAsync()
    {
        var board = (await _ann.GetAsync(_board)).Body!;
        var archived = (await _ann.GetAsync($"{_board}/archive")).Body!["cards"]!.AsArray();
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var card in board["cards"]!.AsArray().Concat(archived))
        {
            Add((string)card!["id"]!, card["assignees"]);
            if (card["checklists"] is not null)
            {
                var open = (await _ann.GetAsync($"{_board}/cards/{card["id"]}")).Body!;
                Add($"entry of {card["id"]}", open["checklists"]![0]!["entries"]![0]!["assignee"]);
            }
        }

        foreach (var rule in board["rules"]!.AsArray())
        {
            Add("rule", rule!["template"]!["assignees"]);
        }

        return result;

        void Add(string what, JsonNode? assignees)
        {
            if (assignees?.ToJsonString() is { } text && text.Contains($"\"{Ben}\"", StringComparison.Ordinal))
            {
                result.Add(what, text);
            }
        }
    }
}

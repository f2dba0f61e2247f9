using System.Net;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Members;

public sealed class MembersApiTests : IAsyncLifetime
{
    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private BoardsClient _ben = null!;
    private BoardsClient _cho = null!;
    private string _board = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        (_ann, _ben, _cho) = (Client("ann"), Client("ben"), Client("cho"));
        _board = await _ann.CreateBoardAsync("A");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    /// <summary>More cards than one step takes; archived ones, a rule and an entry of a checklist besides.</summary>
    [Fact]
    public async Task Member_Removed_IsAssignedToNothingAnyMore()
    {
        await _ann.JoinAsync(_board, _ben, "editor");
        var ben = (string)(await _ann.GetAsync($"{_board}/members")).Body!["members"]!.AsArray().Single(m => (string)m!["sub"]! == "ben")!["id"]!;
        var cards = new List<string>();
        for (var i = 0; i < 95; i++)
        {
            cards.Add(await _ann.CreateCardAsync(_board, "2", $"{i}"));
            await _ann.SendAsync("PUT", $"{_board}/cards/{cards[^1]}/assignees/{ben}");
        }

        await _ann.SendAsync("PUT", $"{_board}/cards/{cards[0]}/assignees/1");
        await _ann.PostAsync($"{_board}/cards/{cards[1]}/archive");
        var list = (await _ann.PostAsync($"{_board}/cards/{cards[2]}/checklists", new { title = "Steps" })).Location!;
        await _ann.PostAsync($"{list}/entries", new { text = "one", assignee = ben });
        var rule = await _ann.PostAsync($"{_board}/rules", new
        {
            schedule = new { every = "day", timeZone = "Asia/Seoul", at = "09:00" },
            template = new { columnId = "2", title = "Daily", assignees = new[] { ben } },
        });
        Assert.Equal(HttpStatusCode.Created, rule.Status);

        var removed = await _ann.SendAsync("DELETE", $"{_board}/members/{ben}");

        Assert.Equal(HttpStatusCode.OK, removed.Status);
        var board = (await _ann.GetAsync(_board)).Body!;
        Assert.All(board["cards"]!.AsArray(), card => Assert.Equal(
            (string)card!["id"]! == cards[0] ? "[\"1\"]" : null, card["assignees"]?.ToJsonString()));
        Assert.Null(board["rules"]![0]!["template"]!["assignees"]);
        Assert.Null((await _ann.GetAsync($"{_board}/cards/{cards[1]}")).Body!["card"]!["assignees"]);
        Assert.Null((await _ann.GetAsync($"{_board}/cards/{cards[2]}")).Body!["checklists"]![0]!["entries"]![0]!["assignee"]);
        var events = (await _ann.GetAsync($"{_board}/events?after={removed.Seq}")).Body!["events"]!.AsArray();
        Assert.All(events, e => Assert.Equal(("assignmentsEnded", "1"), ((string)e!["kind"]!, (string)e["by"]!)));
        Assert.Equal(2, events.Count);
    }

    /// <summary>A key is in archives and logs of proxies, and board and person are known to every member: the link follows from none of it.</summary>
    [Fact]
    public async Task Invite_RepeatedWithItsKey_IsALinkOfItsOwnAndTheFirstEnds()
    {
        const string Key = "0123456789abcdef";
        var body = new { role = "editor", expiresAt = DateTimeOffset.UtcNow.AddDays(1) };
        var answers = new List<Answer>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await _ann.SendAsync("POST", $"{_board}/invites", body, key: Key));
        }

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var codes = answers.ConvertAll(answer => (string)answer.Body!["code"]!);
        Assert.Equal(3, codes.Distinct().Count());
        var items = await _api.Table.ScanAsync(_api.Names.Kanban, ["pk", "sk", "doc"]);
        Assert.DoesNotContain(items.Items, item => item.Values.Any(value => codes.Exists(code => value.S?.Contains(code, StringComparison.Ordinal) is true)));
        Assert.Equal(HttpStatusCode.NotFound, (await _ben.GetAsync($"/api/invites/{codes[0]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _ben.GetAsync($"/api/invites/{codes[1]}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _ben.GetAsync($"/api/invites/{codes[2]}")).Status);
        Assert.Single((await _ann.GetAsync($"{_board}/invites")).Body!["invites"]!.AsArray());
        var mixed = await _ann.SendAsync("POST", $"{_board}/invites", new { role = "viewer", expiresAt = DateTimeOffset.UtcNow.AddDays(1) }, key: Key);
        Assert.Equal("command-id-reused", mixed.Problem);
    }

    [Fact]
    public async Task Invites_SingleUse_EndWithTheFirst()
    {
        var code = await InviteAsync(singleUse: true);
        Assert.Equal("editor", (await _ben.GetAsync($"/api/invites/{code}")).Body!["role"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await _ben.PostAsync($"/api/invites/{code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _cho.PostAsync($"/api/invites/{code}")).Status);
        Assert.Empty((await _ann.GetAsync($"{_board}/invites")).Body!["invites"]!.AsArray());
    }

    [Fact]
    public async Task Invites_ManyUse_LetAllInUntilRevoked()
    {
        var code = await InviteAsync(singleUse: false);
        Assert.Equal(HttpStatusCode.OK, (await _ben.PostAsync($"/api/invites/{code}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _ben.PostAsync($"/api/invites/{code}")).Status);
        var invites = (await _ann.GetAsync($"{_board}/invites")).Body!["invites"]!.AsArray();
        Assert.Equal(1, invites[0]!["uses"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await _ann.SendAsync("DELETE", $"{_board}/invites/{invites[0]!["id"]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _cho.PostAsync($"/api/invites/{code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _cho.GetAsync($"/api/invites/{code}")).Status);
    }

    [Theory]
    [InlineData("DELETE", null)]
    [InlineData("PATCH", "editor")]
    public async Task Invites_OfWhoIsAnOwnerNoMore_AreEnded(string method, string? role)
    {
        await _ann.JoinAsync(_board, _ben, "owner");
        var invite = await _ben.PostAsync($"{_board}/invites", new { role = "owner", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        var code = invite.Body!["code"];
        Assert.Equal(HttpStatusCode.OK, (await _cho.GetAsync($"/api/invites/{code}")).Status);
        await _ann.SendAsync(method, $"{_board}/members/3", role is null ? null : new { role });

        Assert.Equal(HttpStatusCode.NotFound, (await _ben.PostAsync($"/api/invites/{code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _cho.PostAsync($"/api/invites/{code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _cho.GetAsync($"/api/invites/{code}")).Status);
        var listed = (await _ann.GetAsync($"{_board}/invites")).Body!["invites"]!.AsArray();
        Assert.Equal(["1"], listed.Select(one => one!["by"]!.GetValue<string>()));
        var join = new KanbanAspire.Kanban.Members.Join(KanbanAspire.Kanban.Ids.Hash(code!.GetValue<string>()), "3");
        var raced = await _api.Store
            .Commands.ExecuteAsync(_board.Split('/')[^1], new Actor("cho", "Cho"), join, null, default);
        Assert.Equal(RejectionKind.NotFound, raced.Rejection?.Kind);
    }

    [Fact]
    public async Task Members_LastOwner_CannotGo()
    {
        await _ann.JoinAsync(_board, _ben, "editor");
        Assert.Equal("last-owner", (await _ann.SendAsync("DELETE", $"{_board}/members/1")).Problem);
        Assert.Equal("last-owner", (await _ann.SendAsync("PATCH", $"{_board}/members/1", new { role = "editor" })).Problem);
        Assert.Equal("forbidden", (await _ben.SendAsync("DELETE", $"{_board}/members/1")).Problem);
        await _ann.SendAsync("PATCH", $"{_board}/members/3", new { role = "owner" });
        var both = await Task.WhenAll(
            _ann.SendAsync("DELETE", $"{_board}/members/1"), _ben.SendAsync("DELETE", $"{_board}/members/3"));
        Assert.Single(both, a => a.Status == HttpStatusCode.OK);
        Assert.Single(both, a => a.Problem == "last-owner");
    }

    [Fact]
    public async Task Members_Removed_LoseAccessAtOnce()
    {
        await _ann.JoinAsync(_board, _ben, "editor");
        Assert.Equal(HttpStatusCode.OK, (await _ben.GetAsync(_board)).Status);
        await _ann.SendAsync("DELETE", $"{_board}/members/3");
        Assert.Equal(HttpStatusCode.NotFound, (await _ben.GetAsync(_board)).Status);
        Assert.Equal("not-found", (await _ben.PostAsync($"{_board}/cards", new { columnId = "2", title = "x" })).Problem);
        Assert.Empty((await _ben.GetAsync("/api/boards")).Body!["boards"]!.AsArray());
    }

    [Fact]
    public async Task Writes_TooManyInAMinute_AreRefused()
    {
        await using var api = await ApiApplication.StartAsync([("Limits:WritesPerMinute", "5")]);
        var ann = new BoardsClient(api.ClientOf("ann"));
        var answers = new List<Answer>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add(await ann.PostAsync("/api/boards", new { name = "x" }));
        }

        // A new minute may begin meanwhile.
        Assert.Contains(answers, a => a is { Problem: "too-many-writes", Status: HttpStatusCode.TooManyRequests });
        Assert.InRange(answers.Count(a => a.Status == HttpStatusCode.Created), 5, 10);
    }

    private BoardsClient Client(string sub) => new(_api.ClientOf(sub));

    private async Task<string> InviteAsync(bool singleUse) =>
        (await _ann.PostAsync($"{_board}/invites", new { role = "editor", expiresAt = DateTimeOffset.UtcNow.AddDays(1), singleUse }))
        .Body!["code"]!.GetValue<string>();
}

using System.Text.Json.Nodes;
using KanbanAspire.Tests.AppSync;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Two people, side by side.</summary>
[Collection("System")]
public sealed class LiveTests(RunningSystem system)
{
    [Fact]
    public async Task Invite_FollowedByAnother_JoinsAndBothSeeEachOthersChanges()
    {
        using var board = await SeededBoard.CreateAsync(system, "Shared", "One");
        var other = await BrowserSession.SignUpAsync(system);
        await using var owner = await BrowserSession.OpenAsync(system, board.Path);
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "1 member" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var link = await owner.Page.GetByLabel("Invite link").InputValueAsync();
        await owner.Page.Keyboard.PressAsync("Escape");

        await using var guest = await BrowserSession.OpenAsync(system, new Uri(link).PathAndQuery, email: other);
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Join board" }).ClickAsync();
        await Expect(BoardPageTests.Cards(guest.Page, "To do")).ToHaveTextAsync(["One"]);
        await BoardPageTests.Column(guest.Page, "Doing").GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await guest.Page.GetByLabel("Title").FillAsync("From the guest");
        await guest.Page.Keyboard.PressAsync("Enter");

        await Expect(BoardPageTests.Cards(owner.Page, "Doing")).ToHaveTextAsync(["From the guest"]);
        await Expect(owner.Page.Locator(".toasts")).ToContainTextAsync("From the guest” to Doing.");
        await board.AddCardAsync("From the owner", "Done");
        await Expect(BoardPageTests.Cards(guest.Page, "Done")).ToHaveTextAsync(["From the owner"]);

        // Removed, the guest sees nothing any more, and nothing is kept.
        var member = (await board.GetAsync())["members"]!.AsArray().Single(one => (string)one!["role"]! == "editor")!;
        await board.SendAsync(HttpMethod.Delete, $"members/{member["id"]}");
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Name = "You cannot see this board" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ChangeOfAnother_ByPush_ShowsWithoutAQuestion()
    {
        using var board = await SeededBoard.CreateAsync(system, "Pushed", "One");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        var live = LiveAsync(page);
        var questions = 0;
        page.Request += (_, request) => questions += request.Url.Contains("/events?after=", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync(board.Path);
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One"]);
        await live;
        // There is a question about what happened before the socket was there.
        await BoardPageTests.WaitForAsync(() => Task.FromResult(questions > 0));
        await page.WaitForTimeoutAsync(500);
        questions = 0;

        await board.AddCardAsync("Two");
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One", "Two"]);
        await board.AddCardAsync("Three", "Doing");
        await Expect(BoardPageTests.Cards(page, "Doing")).ToHaveTextAsync(["Three"]);

        Assert.Equal(0, questions);
    }

    [Fact]
    public async Task OwnChange_WhileOthersArePushed_ShowsOnceAndAsksNothing()
    {
        using var board = await SeededBoard.CreateAsync(system, "Own");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        var live = LiveAsync(page);
        await page.GotoAsync(board.Path);
        await live;
        await page.EvaluateAsync("""
            window.most = 0;
            new MutationObserver(() => { window.most = Math.max(window.most, document.querySelectorAll('[data-card]').length); })
                .observe(document.querySelector('.columns'), { childList: true, subtree: true });
            """);

        await BoardPageTests.Column(page, "To do").GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        foreach (var title in new[] { "One", "Two", "Three" })
        {
            await page.GetByLabel("Title").FillAsync(title);
            await page.Keyboard.PressAsync("Enter");
        }

        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("To do")).Length == 3);
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(3, await page.EvaluateAsync<int>("window.most"));
        await Expect(page.Locator(".toast")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Member_RemovedWhileListening_HearsNothingMore()
    {
        using var board = await SeededBoard.CreateAsync(system, "Silenced", "One");
        var email = await BrowserSession.SignUpAsync(system);
        var invite = await board.SendAsync(HttpMethod.Post, "invites", new { role = "viewer", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        await using var guest = await BrowserSession.OpenAsync(system, $"/invite/{invite["code"]}", email: email);
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Join board" }).ClickAsync();
        await Expect(BoardPageTests.Cards(guest.Page, "To do")).ToHaveTextAsync(["One"]);
        var seen = (await board.GetAsync())["board"]!;
        var member = (string)(await board.GetAsync())["members"]!.AsArray().Single(one => (string)one!["role"]! == "viewer")!["id"]!;
        // A client of one's own, which does not stop to listen when it is told to.
        await using var socket = await EventClient.OpenAsync(
            new Uri(system.AppSync), new Uri(system.AppSync).Authority, await SignIn.GetAccessTokenAsync(system, email));
        Assert.Equal("subscribe_success", await socket.AskAsync("subscribe", "s", $"/boards/{seen["channel"]}"));
        await board.AddCardAsync("Two");
        Assert.Contains("Two", (string)(await socket.AnswerAsync())!["event"]!, StringComparison.Ordinal);

        var removed = await board.SendAsync(HttpMethod.Delete, $"members/{member}");
        await board.AddCardAsync("Three");
        await board.SendAsync(HttpMethod.Patch, "", new { name = "Renamed" });

        Assert.Equal($$"""{"seq":{{removed["seq"]}}}""", (string)(await socket.AnswerAsync())!["event"]!);
        Assert.Equal("unsubscribe_success", await socket.AskAsync("unsubscribe", "s"));
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Name = "You cannot see this board" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ChangeOfAnother_WithoutPush_AppearsWithinTwoSeconds()
    {
        using var board = await SeededBoard.CreateAsync(system, "Quick", "One");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        await session.Page.RouteAsync("**/config.json", async route =>
        {
            var answer = await route.FetchAsync();
            var config = JsonNode.Parse(await answer.TextAsync())!.AsObject();
            config.Remove("realtime");
            await route.FulfillAsync(new() { Response = answer, Body = config.ToJsonString() });
        });
        await session.Page.GotoAsync(board.Path);
        await Expect(BoardPageTests.Cards(session.Page, "To do")).ToHaveTextAsync(["One"]);
        var intervalMs = await session.Page.EvaluateAsync<double>("""
            new Promise(done => {
                const times = [];
                new PerformanceObserver(list => {
                    for (const entry of list.getEntries().filter(e => e.name.includes("/events?after="))) {
                        times.push(times.length === 0 ? entry.responseEnd : entry.startTime);
                        if (times.length === 2) done(times[1] - times[0]);
                    }
                }).observe({ type: "resource" });
            })
            """);

        // The next question leaves 2 s after the last answer, on a loaded machine later; a board that rests is asked every 10 s.
        Assert.InRange(intervalMs, 1_900, 9_500);
        await board.AddCardAsync("Two");
        await Expect(BoardPageTests.Cards(session.Page, "To do")).ToHaveTextAsync(["One", "Two"]);
    }

    /// <summary>Waits until the page hears of changes.</summary>
    private static Task LiveAsync(IPage page)
    {
        var live = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains("subscribe_success", StringComparison.Ordinal) is true)
            {
                live.TrySetResult();
            }
        };
        return live.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }
}

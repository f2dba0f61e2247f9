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
    public async Task ChangeOfAnother_AppearsWithinTwoSeconds()
    {
        using var board = await SeededBoard.CreateAsync(system, "Quick", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
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
}

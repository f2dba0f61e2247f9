using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Tests the board that can be tried without signing in, and the sample board of a first visit.</summary>
[Collection("System")]
public sealed class DemoTests(RunningSystem system)
{
    [Fact]
    public async Task Demo_CardAddedAndDragged_AsksNothingOfTheServerAndIsFreshAfterReload()
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/");
        var page = visitor.Page;
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        await page.GetByRole(AriaRole.Link, new() { Name = "Try the demo" }).First.ClickAsync();
        await Expect(page.GetByText("This is a demo. Nothing is saved.")).ToBeVisibleAsync();
        await page.Locator("[data-column=todo] .add-card").ClickAsync();
        await page.Keyboard.TypeAsync("Buy ribbon #design @leo !high");
        await page.Keyboard.PressAsync("Enter");
        var added = page.Locator("[data-column=todo] .card").Filter(new() { HasText = "Buy ribbon" });
        await Expect(added.Locator(".label")).ToHaveTextAsync("Design");

        await page.Keyboard.PressAsync("Escape");
        await DragAsync(page, added, page.Locator("[data-column=done] .card").First);

        await Expect(page.Locator("[data-column=done] .card").Filter(new() { HasText = "Buy ribbon" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "4 members" }).ClickAsync();
        await Expect(page.GetByText("Sign in to use this")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.ReloadAsync();
        await Expect(page.Locator("[data-column=done] .card")).ToHaveCountAsync(3);
        await Expect(page.GetByText("Buy ribbon")).ToHaveCountAsync(0);
        Assert.DoesNotContain(asked, path => path.StartsWith("/api", StringComparison.Ordinal));
        Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(localStorage).length"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 360)]
    [InlineData(ColorScheme.Dark, "ko-KR", 1280)]
    public async Task Demo_BoardCardAndMembers_HaveNoViolationAndNoSidewaysScroll(ColorScheme scheme, string locale, int width)
    {
        var options = new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
            BypassCSP = true,
            ViewportSize = new() { Width = width, Height = 800 },
        };
        await using var visitor = await BrowserSession.VisitAsync(system, "/demo", options);
        var page = visitor.Page;
        var findings = new List<string>();
        async Task CheckAsync(string screen)
        {
            findings.AddRange((await page.RunAxe(new AxeRunOptions())).Violations
                .Select(v => $"{screen}: {v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
            {
                findings.Add($"{screen}: scrolls sideways");
            }
        }

        await page.Locator(".card").First.WaitForAsync();
        await CheckAsync("board");
        await page.Locator(".board-tools > .menu:last-child > button").ClickAsync();
        await page.Locator("[data-action='board.members']").ClickAsync();
        await page.Locator(".demo-note").WaitForAsync();
        await CheckAsync("members");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".card-link").First.ClickAsync();
        await page.Locator(".comment-text p").First.WaitForAsync();
        await CheckAsync("card");

        Assert.True(findings is [], string.Join('\n', findings));
    }

    [Fact]
    public async Task Boards_FirstVisit_MakesASampleBoardThatExplainsItself()
    {
        var email = await BrowserSession.SignUpAsync(system);
        await using var session = await BrowserSession.OpenAsync(system, "/boards", new() { BypassCSP = true }, email);
        var page = session.Page;
        var sample = page.GetByRole(AriaRole.Button, new() { Name = "Start with a sample board" });
        await Expect(sample).ToBeVisibleAsync();
        Assert.Empty((await page.RunAxe(new AxeRunOptions())).Violations.Select(v => v.Id));

        await sample.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Sample board" })).ToBeVisibleAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(7);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open me" }).ClickAsync();
        await Expect(page.Locator(".entry")).ToHaveCountAsync(2);
        await page.GotoAsync("/boards");
        await Expect(page.Locator(".board-tile.tint-violet")).ToContainTextAsync("7 cards");
    }

    private static async Task DragAsync(IPage page, ILocator card, ILocator target)
    {
        var (start, end) = ((await card.BoundingBoxAsync())!, (await target.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + (start.Width / 2), start.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + (start.Width / 2) + 12, start.Y + 30, new() { Steps = 4 });
        await page.Mouse.MoveAsync(end.X + (end.Width / 2), end.Y + 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }
}

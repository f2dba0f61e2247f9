using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Browser;

/// <summary>Tests every page and dialog with axe: phone and desktop, light and dark, Korean and English.</summary>
[Collection("System")]
public sealed class AccessibilityTests(RunningSystem system)
{
    [Theory]
    [InlineData(ColorScheme.Light, "ko-KR", 360)]
    [InlineData(ColorScheme.Dark, "en-US", 1280)]
    public async Task EveryPageAndDialog_HasNoViolationAndNoSidewaysScroll(ColorScheme scheme, string locale, int width)
    {
        using var board = await SeededBoard.CreateAsync(system, "Axe", "첫 카드", "Second");
        var card = await board.AddCardAsync("With everything", "Doing");
        await board.SendAsync(HttpMethod.Post, "labels", new { name = "Bug", colour = "rose" });
        var label = (string)(await board.GetAsync())["labels"]![0]!["id"]!;
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/labels/{label}");
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { due = "2020-01-01", priority = "urgent", estimate = 3, cover = "teal" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = "# a\n\n- [x] b\n\n`c`" }, ifMatch: "\"0\"");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/comments", new { text = "comment" });
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "list", entries = new[] { "one", "two" } });
        var options = new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
            BypassCSP = true,
            ViewportSize = new() { Width = width, Height = 800 },
        };
        await using var session = await BrowserSession.OpenAsync(system, "/boards", options);
        var page = session.Page;
        var findings = new List<string>();

        await CheckAsync("boards", "/boards", ".board-tile");
        await CheckAsync("items", "/course/items", "table, .state");
        await CheckAsync("board", board.Path, "[data-card]");
        await CheckAsync("lanes", board.Path + "?lanes=label", ".lane");
        await CheckAsync("nothing", "/no/such/page", ".state");
        await CheckAsync("no board", "/b/AAAAAAAAAAAAAAAAAAAAAA", ".state");
        await CheckAsync("card", $"{board.Path}/c/{card}", ".comment-text p");
        await CheckAsync("adding", board.Path, ".add-card", ".add-card");
        await CheckAsync("filter", board.Path, "[data-card]", ".filter-bar .menu button");
        await CheckAsync("column menu", board.Path, "[data-card]", ".column-head .menu button");
        await CheckAsync("members", board.Path, "[data-card]", ".people");
        await CheckAsync("new board", "/boards", ".board-tile", ".page-head .button");

        Assert.Empty(findings);

        async Task CheckAsync(string what, string path, string until, string? click = null)
        {
            await page.GotoAsync(path);
            await page.Locator(until).First.WaitForAsync();
            if (click is not null)
            {
                await page.Locator(click).First.ClickAsync();
            }

            var result = await page.RunAxe(new AxeRunOptions());
            findings.AddRange(result.Violations.Select(v => $"{what}: {v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
            {
                findings.Add($"{what}: scrolls sideways");
            }
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-US")]
    [InlineData(ColorScheme.Dark, "ko-KR")]
    public async Task Landing_HasNoViolation(ColorScheme scheme, string locale)
    {
        await using var visitor = await BrowserSession.VisitAsync(
            system, "/", new() { ColorScheme = scheme, Locale = locale, BypassCSP = true });
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();

        var result = await visitor.Page.RunAxe(new AxeRunOptions());

        Assert.Empty(result.Violations.Select(v => v.Id));
    }
}

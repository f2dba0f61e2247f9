using System.Text.Json.Nodes;
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
    [InlineData(ColorScheme.Light, "en", 360, 1280)]
    [InlineData(ColorScheme.Dark, "ko", 1280, 360)]
    public async Task EveryPageAndDialog_HasNoViolationAndNoSidewaysScroll(ColorScheme scheme, string language, int width, int otherWidth)
    {
        using var board = await SeededBoard.CreateAsync(system, "Axe", "첫 카드", "Second");
        await board.SendAsync(HttpMethod.Patch, "", new { description = new string('설', 200), colour = "amber" });
        var card = await FullCardAsync(board);
        var invite = await board.SendAsync(HttpMethod.Post, "invites", new { role = "viewer", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        var options = new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Locale = language,
            ReducedMotion = ReducedMotion.Reduce,
            BypassCSP = true,
            ViewportSize = new() { Width = width, Height = 800 },
        };
        await using var session = await BrowserSession.OpenAsync(system, "/boards", options);
        var texts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Web", "src", "i18n", "locales", $"{language}.json")))!;
        var (open, boardMenu, columnMenu, cardMenu) = ("[data-card]", ".board-tools > .menu:last-child > button", ".column-head .menu button", ".card-dialog-head .menu button");
        var opened = $"{board.Path}/c/{card}";
        // A page, what shows that it is there, what is pressed in turn, and what shows that that has been done.
        (string Path, string Until, string[] Steps, string Shows)[] screens =
        [
            ("/boards", ".board-tile", [], "main"),
            ("/boards", ".board-tile", [".top-actions .menu button"], ".menu-head"),
            ("/boards", ".board-tile", [".page-head .button"], "dialog .swatches"),
            ("/course/items", "table, .state", [], "main"),
            ("/course/callback", ".state", [], "main"),
            ("/course/callback#access_token=a.b.c&expires_in=900", ".token-field", [], "main"),
            ("/no/such/page", ".state", [], "main"),
            ("/b/AAAAAAAAAAAAAAAAAAAAAA", ".state", [], "main"),
            ($"/invite/{invite["code"]}", ".state", [], "main"),
            ("/invite/none", ".state", [], "main"),
            (board.Path, open, [], "main"),
            (board.Path + "?lanes=label", ".lane", [], "main"),
            (board.Path + "?q=nothing-like-this", ".board-nothing", [], "main"),
            (board.Path, open, [".add-card"], ".add-card-field"),
            (board.Path, open, [".add-column"], ".add-column-form"),
            (board.Path, open, [".filter-bar .menu button"], ".filter-panel"),
            // On a phone the swimlanes are in the palette.
            (board.Path, open, width > 640 ? [".filter-bar .menu:nth-of-type(2) button"] : [boardMenu, Item("palette.title")], width > 640 ? ".menu-panel" : ".palette-item"),
            (board.Path, open, [boardMenu, Item("palette.title")], ".palette-item"),
            (board.Path, open, [boardMenu, Item("members.title"), "dialog .invite-form .button"], ".invite-link"),
            (board.Path, open, [columnMenu], ".menu-panel"),
            (board.Path, open, [columnMenu, Item("column.settings")], "dialog .swatches"),
            (board.Path, open, [columnMenu, Item("column.delete")], "dialog .button-danger"),
            (board.Path, open, [boardMenu], ".menu-panel"),
            (board.Path, open, [boardMenu, Item("board.activity")], "dialog .activity"),
            (board.Path, open, [boardMenu, Item("board.archive-cards")], "dialog .archive-list li"),
            (board.Path, open, [boardMenu, Item("labels.edit")], "dialog .label-row"),
            (board.Path, open, [boardMenu, Item("rules.title")], "dialog .rule"),
            (board.Path, open, [boardMenu, Item("rules.title"), "dialog .button-primary"], "dialog .rule-preview li"),
            (board.Path, open, [boardMenu, Item("keys.title")], "dialog .shortcuts"),
            (board.Path, open, [boardMenu, Item("board.delete")], "dialog .button-danger"),
            (opened, ".comment-text p", [".activity-toggle"], ".activity li"),
            (opened, ".comment-text p", [".card-section-head .button-small"], ".editor-field"),
            (opened, ".comment-text p", [".card-section-head .button-small", ".tab:nth-child(2)"], ".editor-preview"),
            (opened, ".comment-text p", [".entry .menu button"], ".menu-panel"),
            (opened, ".comment-text p", [".property-labels .menu button"], ".menu-panel .swatches"),
            (opened, ".comment-text p", [".property-due .menu button"], ".menu-panel .month"),
            (opened, ".comment-text p", [".property-cover .menu button"], ".menu-panel .swatches"),
            (opened, ".comment-text p", [".property-people .menu button"], ".menu-panel"),
            (opened, ".comment-text p", [cardMenu], ".menu-panel"),
            (opened, ".comment-text p", [cardMenu, Item("card.move-board")], "dialog.dialog select"),
            (opened, ".comment-text p", [cardMenu, Item("card.delete")], "dialog.dialog .button-danger"),
            ($"{board.Path}/c/AAAAAAAAAAAAAAAAAAAAAA", "dialog .state", [], "dialog"),
        ];
        var findings = new List<string>();
        var at = "";
        foreach (var (path, until, steps, shows) in screens)
        {
            if (path != at || !await IsClosedAsync(session.Page, path))
            {
                // Another page in between: an address that differs behind the # alone is not loaded.
                await session.Page.GotoAsync("about:blank");
                await session.Page.GotoAsync(path);
                at = path;
            }

            await session.Page.Locator(until).First.WaitForAsync();
            foreach (var step in steps)
            {
                await session.Page.Locator(step).First.ClickAsync();
            }

            await session.Page.Locator(shows).First.WaitForAsync();
            var found = (await session.Page.RunAxe(new AxeRunOptions())).Violations
                .Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}").ToList();
            foreach (var size in new[] { width, otherWidth, width })
            {
                await session.Page.SetViewportSizeAsync(size, 800);
                if (await session.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                {
                    found.Add($"scrolls sideways at {size}");
                }
            }

            findings.AddRange(found.Select(finding => $"{path} {string.Join(' ', steps)}: {finding}"));
        }

        Assert.True(findings is [], string.Join('\n', findings));

        string Item(string key) => $".menu-item:text-is(\"{texts[key]}\"), .menu-item:has(:text-is(\"{texts[key]}\"))";
    }

    // Closes what the screen before has opened; a page that is left by that is loaded again.
    private static async Task<bool> IsClosedAsync(IPage page, string path)
    {
        var open = page.Locator(".menu-panel:popover-open, dialog[open]:not(.card-dialog), .editor-field, .add-card-field, .add-column-form, .palette-item");
        for (var presses = 0; presses < 4 && await open.CountAsync() > 0; presses++)
        {
            await page.Keyboard.PressAsync("Escape");
        }

        return await open.CountAsync() == 0 && page.Url.EndsWith(path, StringComparison.Ordinal);
    }

    private static async Task<string> FullCardAsync(SeededBoard board)
    {
        var archived = await board.AddCardAsync("Put away");
        await board.SendAsync(HttpMethod.Post, $"cards/{archived}/archive");
        var card = await board.AddCardAsync("With everything", "Doing");
        await board.SendAsync(HttpMethod.Post, "labels", new { name = "Bug", colour = "rose" });
        var seeded = await board.GetAsync();
        var (label, me) = ((string)seeded["labels"]![0]!["id"]!, (string)seeded["members"]![0]!["id"]!);
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/labels/{label}");
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/assignees/{me}");
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { due = "2020-01-01", priority = "urgent", estimate = 3, cover = "teal" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = "# a\n\n- [x] b\n\n`c`" }, ifMatch: "\"0\"");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/comments", new { text = "comment" });
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "list", entries = new[] { "one", "two" } });
        await board.SendAsync(HttpMethod.Post, "rules", new
        {
            schedule = new { every = "weekday", at = "09:00", timeZone = "Asia/Seoul" },
            template = new { columnId = board.Columns["To do"], title = "Daily" },
        });
        return card;
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

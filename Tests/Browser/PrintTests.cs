using System.Text;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Boards and cards on paper.</summary>
[Collection("System")]
public sealed partial class PrintTests(RunningSystem system)
{
    [Theory]
    [InlineData(ColorScheme.Light, "", 60)]
    [InlineData(ColorScheme.Dark, "?lanes=priority", 60)]
    [InlineData(ColorScheme.Dark, "?priority=high", 30)]
    public async Task Board_Printed_ListsAllCardsThatTheFilterShows(ColorScheme scheme, string query, int cards)
    {
        using var board = await SeededBoard.CreateAsync(system, "Paper");
        foreach (var name in new[] { "Four", "Five", "Six" })
        {
            await board.SendAsync(HttpMethod.Post, "columns", new { name });
        }

        await using var session = await BrowserSession.OpenAsync(system, "/boards", new() { ColorScheme = scheme });
        var page = session.Page;
        await board.FillAsync(page, 60);
        await page.GotoAsync(board.Path + query);
        await page.Locator("[data-card]").First.WaitForAsync();

        var drawnAtOnce = await page.EvaluateAsync<int>(
            "(() => { dispatchEvent(new Event('beforeprint')); return document.querySelectorAll('.print-card').length; })()");
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await Expect(page.Locator(".print-root")).ToHaveCountAsync(0);
        var pdf = await page.PdfAsync(new() { Format = "A4" });
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(cards, drawnAtOnce);
        Assert.InRange(PdfPage().Count(Encoding.Latin1.GetString(pdf)), 2, 6);
        var titles = page.Locator(".print-title");
        await Expect(titles).ToHaveCountAsync(cards);
        var step = 60 / cards;
        var printed = await titles.AllInnerTextsAsync();
        Assert.Equal(Enumerable.Range(0, cards).Select(at => $"#{(at * step) + 1} Card {at * step}"), printed);
        await Expect(page.Locator(".print-column h2")).ToHaveCountAsync(6);
        await Expect(page.Locator(".print-head h1")).ToHaveTextAsync("Paper");
        await Expect(page.Locator(".print-facts").First).ToHaveTextAsync("Priority: High");
        await Expect(page.Locator("button:visible, input:visible, .board:visible")).ToHaveCountAsync(0);
        var styles = await page.EvaluateAsync<string[]>(
            """
            ['html colorScheme', 'body backgroundColor', '.print-card breakInside'].map(style => style.split(' '))
                .map(([selector, name]) => getComputedStyle(document.querySelector(selector))[name])
            """);
        Assert.Equal(["light", "rgb(255, 255, 255)", "avoid"], styles);

        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await Expect(page.Locator(".print-root")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task OpenCard_Printed_IsAPageOfItsTexts()
    {
        using var board = await SeededBoard.CreateAsync(system, "Card on paper", "Other");
        var card = await board.AddCardAsync("Printed card");
        await board.SendAsync(HttpMethod.Patch, $"cards/{card}", new { due = "2031-05-04", priority = "urgent" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = "What it is **about**" }, "\"0\"");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "Steps", entries = new[] { "First step" } });
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/comments", new { text = "Said about it" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { ColorScheme = ColorScheme.Dark });
        var page = session.Page;
        await Expect(page.Locator(".comment")).ToContainTextAsync("Said about it");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var dialog = page.Locator(".card-dialog");
        foreach (var text in new[] { "What it is about", "Steps", "First step", "Said about it" })
        {
            await Expect(dialog.GetByText(text, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await Expect(page.Locator(".card-title-field")).ToHaveValueAsync("Printed card");
        await Expect(dialog.Locator(".property-due time")).ToHaveTextAsync("May 4, 2031");
        await Expect(page.Locator(".card-dialog button:not(.editable, .card-number, .property-button):visible, .new-comment:visible, .add-entry:visible, .board-head:visible, .columns:visible, .top-bar:visible")).ToHaveCountAsync(0);
        await Expect(page.Locator(".print-root")).ToHaveCountAsync(0);
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [GeneratedRegex("/Type ?/Page\\b(?!s)", RegexOptions.None, 1000)]
    private static partial Regex PdfPage();
}

using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>A card goes to another board, and an archived one is found by its link.</summary>
[Collection("System")]
public sealed class MoveToBoardTests(RunningSystem system)
{
    [Fact]
    public async Task Dialog_OfACardWithALabelThatTheOtherBoardLacks_SaysSoAndMakesIt_AndTheToastLeadsThereAndBack()
    {
        var name = $"Same {Guid.NewGuid():N}";
        using var board = await SeededBoard.CreateAsync(system, "From", "Move me");
        using var target = await SeededBoard.CreateAsync(system, name, "There");
        using var twin = await SeededBoard.CreateAsync(system, name);
        var label = (await board.SendAsync(HttpMethod.Post, "labels", new { name = "Travels", colour = "red" }))["labels"]![0]!["id"];
        var card = (string)(await board.GetAsync())["cards"]![0]!["id"]!;
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/labels/{label}");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "List", entries = new[] { "one" } });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;

        await OpenDialogAsync(page);
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Move to another board" });
        var named = dialog.Locator("select").First.Locator("option", new() { HasText = name });
        await Expect(named).ToHaveCountAsync(2);
        var options = await named.AllTextContentsAsync();
        Assert.Equal(2, options.Distinct().Count());
        Assert.Contains(options, text => text.StartsWith($"{name} (1 card, changed ", StringComparison.Ordinal));
        await dialog.Locator("select").First.SelectOptionAsync(new SelectOptionValue { Value = target.Id });
        await Expect(dialog.GetByText("Labels that this board lacks: Travels.")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("Its checklist entries lose their assignees.")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Create these labels there" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        var toast = page.Locator(".toast", new() { HasText = "Moved “Move me”." });
        await Expect(toast).ToBeVisibleAsync();
        Assert.Equal("Travels", (string)(await target.GetAsync())["labels"]![0]!["name"]!);
        await toast.GetByRole(AriaRole.Link, new() { Name = "Show card" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"{target.Path}/c/{card}$"));
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Move me" })).ToBeVisibleAsync();

        await page.GotoAsync($"{board.Path}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).First.ClickAsync();
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Move me"]);
        Assert.Equal(["There"], await target.TitlesAsync("To do"));
    }

    [Fact]
    public async Task Link_OfAnArchivedCardWhoseColumnHasGone_ShowsItAndBringsItBackToAnother()
    {
        using var board = await SeededBoard.CreateAsync(system, "Archive", "Stays");
        var card = await board.AddCardAsync("Put away", "Doing");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/archive");
        await board.SendAsync(HttpMethod.Delete, $"columns/{board.Columns["Doing"]}");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var dialog = page.GetByRole(AriaRole.Dialog);

        await Expect(dialog.GetByText("This card is archived.")).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "Put away" })).ToBeVisibleAsync();
        await dialog.GetByLabel("Its column has been deleted. Restore to").SelectOptionAsync(new SelectOptionValue { Label = "Done" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Put away" })).ToBeVisibleAsync();
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("Done")).SequenceEqual(["Put away"]));
    }

    private static async Task OpenDialogAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Card menu" }).ClickAsync();
        await page.GetByText("Move to another board", new() { Exact = true }).ClickAsync();
    }
}

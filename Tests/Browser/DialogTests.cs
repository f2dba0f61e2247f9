using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>What every dialog holds to: nothing typed goes with a press beside it, and a form that is sent twice makes one thing.</summary>
[Collection("System")]
public sealed class DialogTests(RunningSystem system)
{
    [Theory]
    [InlineData("checklist", "List")]
    [InlineData("entry", "one")]
    public async Task Name_ChangedAndThenLeftByAPressBeside_IsSaved(string what, string before)
    {
        using var board = await SeededBoard.CreateAsync(system, "Beside");
        var card = await CardAsync(board);
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        if (what is "entry")
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Menu of “{before}”" }).ClickAsync();
            await page.Locator(".entry .menu-panel").GetByRole(AriaRole.Button, new() { Name = "Edit entry" }).ClickAsync();
        }
        else
        {
            await page.GetByRole(AriaRole.Button, new() { Name = before, Exact = true }).ClickAsync();
        }

        await page.Keyboard.TypeAsync("Other");
        await page.Mouse.ClickAsync(5, 300);

        await BoardPageTests.WaitForAsync(async () => (await ListAsync()) is { } list
            && (string)(what is "entry" ? list["entries"]![0]!["text"] : list["title"])! == "Other");

        async Task<JsonNode?> ListAsync() => (await board.SendAsync(HttpMethod.Get, $"cards/{card}"))["checklists"]![0];
    }

    [Theory]
    [InlineData(".editor-field")]
    [InlineData(".new-comment textarea")]
    [InlineData(".card-title-field")]
    public async Task Text_SelectedToAPointBesideTheDialog_StaysInTheOpenDialog(string field)
    {
        using var board = await SeededBoard.CreateAsync(system, "Selected");
        var card = await CardAsync(board);
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        if (field is ".editor-field")
        {
            await page.Locator(".card-section-head .button-small").First.ClickAsync();
        }

        await page.Locator(field).FillAsync("half written");
        var box = await BoardPageTests.RestingBoxAsync(page.Locator(field));
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 12);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(5, 300, new() { Steps = 6 });
        await page.Mouse.UpAsync();

        await Expect(page.Locator(".card-dialog")).ToBeVisibleAsync();
        await Expect(page.Locator(field)).ToHaveValueAsync("half written");
        await Expect(page.Locator(field)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Forms_SentTwiceOnASlowLine_MakeOneThing()
    {
        using var board = await SeededBoard.CreateAsync(system, "Twice");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await page.RouteAsync("**/api/boards/**", async route =>
        {
            if (route.Request.Method is not "GET")
            {
                await Task.Delay(500);
            }

            await route.ContinueAsync();
        });

        await MenuAsync("Recurring cards");
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("Once");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".rule")).ToContainTextAsync("Once");
        await page.Keyboard.PressAsync("Escape");
        await MenuAsync("Members");
        await page.Locator("dialog .invite-form .button").DblClickAsync();
        await Expect(page.Locator(".invite-link")).ToBeVisibleAsync();

        await page.WaitForTimeoutAsync(1000);
        Assert.Single((await board.SendAsync(HttpMethod.Get, "rules"))["rules"]!.AsArray());
        Assert.Single((await board.SendAsync(HttpMethod.Get, "invites"))["invites"]!.AsArray());

        async Task MenuAsync(string item)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Board menu" }).ClickAsync();
            await page.Locator(".menu-panel").GetByRole(AriaRole.Button, new() { Name = item, Exact = true }).ClickAsync();
        }
    }

    private static async Task<string> CardAsync(SeededBoard board)
    {
        var card = await board.AddCardAsync("With a list");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "List", entries = new[] { "one" } });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = "Described" }, ifMatch: "\"0\"");
        return card;
    }
}

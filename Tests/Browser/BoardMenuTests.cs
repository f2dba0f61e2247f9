using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>What stands behind the menus: labels, recurring rules, archive, other boards, large boards.</summary>
[Collection("System")]
public sealed class BoardMenuTests(RunningSystem system)
{
    [Fact]
    public async Task Rule_InWords_ShowsItsNextFiveTimesAndIsSaved()
    {
        using var board = await SeededBoard.CreateAsync(system, "Rules");
        await using var session = await BrowserSession.OpenAsync(system, board.Path, new() { TimezoneId = "Asia/Seoul" });
        var page = session.Page;

        await MenuAsync(page, "Board menu", "Recurring cards");
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("Morning round");
        await Expect(page.Locator(".rule-preview")).ToContainTextAsync("Every weekday at 09:00, Asia/Seoul");
        await Expect(page.Locator(".rule-preview li")).ToHaveCountAsync(5);
        await Expect(page.Locator(".rule-preview li").First).ToContainTextAsync("9:00 AM");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.Locator(".rule")).ToContainTextAsync("Morning round");
        await page.Locator(".rule").GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator(".rule")).ToContainTextAsync("Paused");
    }

    [Fact]
    public async Task Picture_OfOneself_HasOneColourInTheTopBarAndOnTheBoard()
    {
        using var board = await SeededBoard.CreateAsync(system, "Pictures");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var mine = session.Page.Locator(".people .avatar[data-initials]");

        await Expect(mine).ToHaveCountAsync(1);
        var tint = await mine.GetAttributeAsync("class");
        await Expect(session.Page.Locator(".top-actions .avatar")).ToHaveAttributeAsync("class", tint!);
    }

    [Fact]
    public async Task Labels_CreatedInTheMenu_CanBeFilteredBy()
    {
        using var board = await SeededBoard.CreateAsync(system, "Colours", "One", "Two");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await MenuAsync(page, "Board menu", "Labels");
        await page.GetByLabel("New label").FillAsync("Urgent things");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create label" }).ClickAsync();
        await Expect(page.Locator(".label-row")).ToContainTextAsync("Urgent things");
        await BoardPageTests.WaitForAsync(async () => (await board.GetAsync())["labels"]!.AsArray().Count == 1);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { Name = "Two", Exact = true }).HoverAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator(".card-labels")).ToHaveTextAsync(["Urgent things"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Urgent things" }).CheckAsync();

        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Two"]);
    }

    [Fact]
    public async Task Card_ArchivedCopiedAndMovedToAnotherBoard()
    {
        using var board = await SeededBoard.CreateAsync(system, "From", "Away", "Copy me", "Move me");
        using var target = await SeededBoard.CreateAsync(system, $"Target {Guid.NewGuid():N}");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await OpenMenuAsync("Away", "Archive");
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Copy me", "Move me"]);
        await MenuAsync(page, "Board menu", "Archived cards");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveCountAsync(3);

        await OpenMenuAsync("Copy me", "Make a copy");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("To do")).Count(title => title == "Copy me") == 2);

        await OpenMenuAsync("Move me", "Move to another board");
        var name = (string)(await target.GetAsync())["board"]!["info"]!["name"]!;
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Move to another board" }).Locator("select").First.SelectOptionAsync(new SelectOptionValue { Label = name });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true })).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await BoardPageTests.WaitForAsync(async () => (await target.TitlesAsync("To do")).SequenceEqual(["Move me"]));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Move me", Exact = true })).ToHaveCountAsync(0);

        async Task OpenMenuAsync(string card, string item)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = card, Exact = true }).First.ClickAsync();
            await MenuAsync(page, "Card menu", item);
        }
    }

    [Fact]
    public async Task DescriptionAndColour_SetByTheOwner_ReachAViewerAndAreUndone()
    {
        using var board = await SeededBoard.CreateAsync(system, "Described", "One");
        var invite = await board.SendAsync(HttpMethod.Post, "invites", new { role = "viewer", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        await using var viewer = await BrowserSession.OpenAsync(system, $"/invite/{invite["code"]}", email: await BrowserSession.SignUpAsync(system));
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Join board" }).ClickAsync();
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        var (description, field) = (page.Locator(".board-description"), page.GetByLabel("Description of the board"));
        var (seen, seenBoard) = (viewer.Page.Locator(".board-description"), viewer.Page.Locator("main.board"));
        await Expect(BoardPageTests.Cards(viewer.Page, "To do")).ToHaveTextAsync(["One"]);
        await Expect(seen).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a description" }).ClickAsync();
        await field.FillAsync("All that is left until the launch");
        await field.PressAsync("Enter");
        await description.GetByRole(AriaRole.Button).ClickAsync();
        await field.FillAsync("Not this");
        await field.PressAsync("Escape");
        await Expect(description).ToHaveTextAsync("All that is left until the launch");
        await page.GetByRole(AriaRole.Button, new() { Name = "Board menu" }).ClickAsync();
        await page.GetByTitle("Teal").ClickAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(seen).ToHaveTextAsync("All that is left until the launch");
        await Expect(seen.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(seenBoard).ToHaveClassAsync(new Regex("tint-teal"));
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Board menu" }).ClickAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).First.ClickAsync();
        await Expect(seenBoard).Not.ToHaveClassAsync(new Regex("tint-"));
        await description.GetByRole(AriaRole.Button).ClickAsync();
        await field.FillAsync("");
        await field.PressAsync("Enter");
        await Expect(description).ToHaveTextAsync("Add a description");
        await Expect(seen).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_ArchivedByItsOwner_CanOnlyBeReadUntilItIsRestored()
    {
        using var board = await SeededBoard.CreateAsync(system, $"Shelf {Guid.NewGuid():N}", "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await MenuAsync(page, "Board menu", "Archive board");
        await Expect(page).ToHaveURLAsync(system.Web + "/boards");
        await page.GotoAsync(board.Path);
        await Expect(page.GetByText("This board is archived")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add card" })).ToHaveCountAsync(0);
        await MenuAsync(page, "Board menu", "Restore board");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add card" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Board_DeletedByItsOwner_OnceItsNameIsTyped()
    {
        var name = $"Doomed {Guid.NewGuid():N}";
        using var board = await SeededBoard.CreateAsync(system, name, "One");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["One"]);

        await MenuAsync(page, "Board menu", "Delete board for good");
        var delete = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete board for good" });
        await Expect(delete).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("Doomed");
        await Expect(delete).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(name);
        await delete.ClickAsync();

        await Expect(page).ToHaveURLAsync(system.Web + "/boards");
        await Expect(page.Locator(".toast")).ToContainTextAsync(name);
        await Expect(page.Locator(".board-tile").Filter(new() { HasText = name })).ToHaveCountAsync(0);
        await page.GotoAsync(board.Path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You cannot see this board" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Activity_OfABoard_IsReadPageByPageToItsBeginning()
    {
        using var board = await SeededBoard.CreateAsync(system, "Long history", [.. Enumerable.Range(1, 60).Select(n => $"Card {n}")]);
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await MenuAsync(page, "Board menu", "Activity");
        await Expect(page.Locator(".activity li")).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show earlier activity" }).ClickAsync();

        await Expect(page.Locator(".activity li")).ToHaveCountAsync(61);
        await Expect(page.Locator(".activity li").Last).ToContainTextAsync("board");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show earlier activity" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_OfTwoThousandCards_DrawsOnlyWhatIsVisible()
    {
        using var board = await SeededBoard.CreateAsync(system, "Large", "First");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var page = session.Page;
        await page.RouteAsync($"**/api/boards/{board.Id}", async route =>
        {
            var body = (JsonObject)(await board.GetAsync());
            var columns = board.Columns.Values.ToArray();
            body["cards"] = new JsonArray([.. Enumerable.Range(0, 2_000).Select(at => (JsonNode)new JsonObject
            {
                ["id"] = $"k{at}", ["columnId"] = columns[at % columns.Length], ["rank"] = $"b{at:D5}", ["title"] = $"카드 number {at}",
                ["titleVersion"] = 1, ["version"] = 1,
            })]);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = body.ToJsonString() });
        });

        await page.GotoAsync(board.Path);
        await page.Locator("[data-card]").First.WaitForAsync();

        Assert.InRange(await page.Locator("[data-card]").CountAsync(), 10, 150);
        var list = page.Locator("[data-list]").First;
        await list.EvaluateAsync("list => list.scrollTo({ top: list.scrollHeight })");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "카드 number 1998", Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await page.Locator("[data-card]").CountAsync(), 10, 150);
    }

    private static async Task MenuAsync(IPage page, string menu, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = menu }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = item, Exact = true }).ClickAsync();
    }
}

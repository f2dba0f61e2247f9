using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>What texts can do: tasks are ticked, members are picked, pasted lines become many.</summary>
[Collection("System")]
public sealed class CardTextTests(RunningSystem system)
{
    private const string Tasks = "- [ ] one\n  - [x] **nested**\n\n```\n- [ ] code\n```\n\n1. [X] 하나 [link](https://example.com)\n2. [ ] two\n";

    [Fact]
    public async Task Tasks_TickedByTwoPeopleAtOnce_AreBothTickedAndUndone()
    {
        using var board = await SeededBoard.CreateAsync(system, "Tasks");
        var card = await CardAsync(board, Tasks);
        await using var one = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        await using var two = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        await Expect(one.Page.Locator(".card-dialog .markdown").GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(4);
        await Expect(Box(two.Page, "하나 link")).ToBeCheckedAsync();

        await Task.WhenAll(Box(one.Page, "one").ClickAsync(), Box(two.Page, "two").ClickAsync());

        var both = Tasks.Replace("[ ] one", "[x] one", StringComparison.Ordinal).Replace("[ ] two", "[x] two", StringComparison.Ordinal);
        await DescriptionAsync(board, card, both);
        await Expect(Box(one.Page, "two")).ToBeCheckedAsync();
        await Box(one.Page, "nested").FocusAsync();
        await one.Page.Keyboard.PressAsync("Space");
        await DescriptionAsync(board, card, both.Replace("[x] **", "[ ] **", StringComparison.Ordinal));
        await Expect(Box(one.Page, "nested")).ToBeFocusedAsync();
        await one.Page.Keyboard.PressAsync("Escape");
        await Expect(one.Page).ToHaveURLAsync(system.Web + board.Path);
        await one.Page.Keyboard.PressAsync("Control+z");
        await DescriptionAsync(board, card, both);
    }

    [Fact]
    public async Task Tasks_OfAViewer_DoNotReact()
    {
        using var board = await SeededBoard.CreateAsync(system, "Viewed tasks");
        var card = await CardAsync(board, Tasks);
        var viewer = await JoinAsync(board, "viewer");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", email: viewer);

        await Expect(Box(session.Page, "one")).ToBeDisabledAsync();
        await Expect(Box(session.Page, "하나 link")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Mention_PickedAmongNamesakes_NamesThatOneAndStaysInAnEdit()
    {
        using var board = await SeededBoard.CreateAsync(system, "Mentions");
        var card = await CardAsync(board, "x");
        await JoinAsync(board, "editor", $"ann@{Guid.NewGuid():N}.test");
        await JoinAsync(board, "commenter", $"ann@{Guid.NewGuid():N}.test");
        await JoinAsync(board, "viewer", $"anna@{Guid.NewGuid():N}.test");
        var members = (await board.GetAsync())["members"]!.AsArray();
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var field = page.GetByLabel("New comment");

        await field.PressSequentiallyAsync("@an");
        await Expect(page.Locator(".mention-option")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".mention-option")).ToHaveCountAsync(0);
        await Expect(field).ToBeVisibleAsync();
        await field.FillAsync("@ann");
        await Expect(page.GetByText("Several members are called ann.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Commenter, member" }).ClickAsync();
        await field.PressSequentiallyAsync("look, @anna and x@ann.test");
        await page.Keyboard.PressAsync("Control+Enter");

        var (ann, anna) = (IdOf("ann", "commenter"), IdOf("anna", "viewer"));
        await Expect(page.Locator(".comment-text .mention")).ToHaveTextAsync(["@ann", "@anna"]);
        await Expect(page.Locator(".comment-text")).ToHaveTextAsync(["@ann look, @anna and x@ann.test"]);
        await BoardPageTests.WaitForAsync(async () => (await CommentsAsync(board, card)).Count == 1);
        var comment = (await CommentsAsync(board, card))[0]!;
        Assert.Equal($"@[ann](member:{ann}) look, @[anna](member:{anna}) and x@ann.test", (string)comment["text"]!);
        Assert.Equal([ann, anna], comment["mentions"]!.AsArray().Select(id => (string)id!));

        await page.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Expect(page.GetByLabel("Edit comment")).ToHaveValueAsync("@ann look, @anna and x@ann.test");
        await page.GetByLabel("Edit comment").FillAsync("@ann look\n- [ ] do");
        await page.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Box(page, "do").ClickAsync();
        await BoardPageTests.WaitForAsync(async () => (string)(await CommentsAsync(board, card))[0]!["text"]! == $"@[ann](member:{ann}) look\n- [x] do");
        Assert.Equal([ann], (await CommentsAsync(board, card))[0]!["mentions"]!.AsArray().Select(id => (string)id!));

        string IdOf(string name, string role) =>
            (string)members.Single(member => (string)member!["name"]! == name && (string)member["role"]! == role)!["id"]!;
    }

    [Fact]
    public async Task Lines_PastedIntoFields_BecomeManyAfterOneQuestion()
    {
        using var board = await SeededBoard.CreateAsync(system, "Lines");
        var card = await CardAsync(board, "x");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/checklists", new { title = "List" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var page = session.Page;

        await PasteAsync(page, page.GetByLabel("Add an entry to"), "- one\r\n* two\r\n\r\n1. three\r\n[ ] four\r\nfive\tcell\r\n");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Make 5 entries?" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await EntriesAsync("one", "two", "three", "four", "five cell");
        await Expect(page.Locator(".entry")).ToHaveTextAsync(["one", "two", "three", "four", "five cell"]);
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await EntriesAsync();
        await PasteAsync(page, page.GetByLabel("Add an entry to"), string.Join('\n', Enumerable.Range(1, 60)));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is room for 50 more, and these are 60 lines.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await PasteAsync(page, page.GetByLabel("Add an entry to"), "- one\n- two");
        await page.GetByRole(AriaRole.Button, new() { Name = "No, one line" }).ClickAsync();
        await Expect(page.GetByLabel("Add an entry to")).ToHaveValueAsync("one two");
        await PasteAsync(page, page.GetByLabel("Title", new() { Exact = true }), "first\r\nsecond");
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("first second");
        await page.GotoAsync(board.Path);

        await BoardPageTests.Column(page, "Doing").GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await PasteAsync(page, page.GetByLabel("Title"), "A\nB !high\n\nC\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make 3 cards" }).ClickAsync();
        await Expect(BoardPageTests.Cards(page, "Doing")).ToHaveTextAsync(["A", "B", "C"]);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("Doing")).SequenceEqual(["A", "B", "C"]));
        await Expect(page.GetByLabel("Title")).ToBeFocusedAsync();
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("Doing")).Length == 0);

        Task EntriesAsync(params string[] expected) => BoardPageTests.WaitForAsync(async () =>
            (await board.SendAsync(HttpMethod.Get, $"cards/{card}"))["checklists"]![0]!["entries"]!.AsArray()
                .Select(entry => (string)entry!["text"]!).SequenceEqual(expected));
    }

    private static ILocator Box(IPage page, string name) => page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });

    private static async Task PasteAsync(IPage page, ILocator field, string text)
    {
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await field.FocusAsync();
        await field.SelectTextAsync();
        await page.Keyboard.PressAsync("Control+v");
    }

    private static async Task<string> CardAsync(SeededBoard board, string description)
    {
        var card = await board.AddCardAsync("With texts");
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = description }, "\"0\"");
        return card;
    }

    private static Task DescriptionAsync(SeededBoard board, string card, string expected) => BoardPageTests.WaitForAsync(async () =>
        (string)(await board.SendAsync(HttpMethod.Get, $"cards/{card}"))["description"]!["text"]! == expected);

    private static async Task<JsonArray> CommentsAsync(SeededBoard board, string card) =>
        (await board.SendAsync(HttpMethod.Get, $"cards/{card}/comments"))["comments"]!.AsArray();

    /// <summary>Makes an account that joins the board.</summary>
    /// <returns>Its e-mail address.</returns>
    private async Task<string> JoinAsync(SeededBoard board, string role, string? email = null)
    {
        var invite = await board.SendAsync(HttpMethod.Post, "invites", new { role, expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        email = await BrowserSession.SignUpAsync(system, email);
        await using var session = await BrowserSession.OpenAsync(system, $"/invite/{invite["code"]}", email: email);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Join board" }).ClickAsync();
        await session.Page.Locator(".column").First.WaitForAsync();
        return email;
    }
}

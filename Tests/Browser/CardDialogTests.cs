using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The card's dialog: texts, conflicts, checklists, comments.</summary>
[Collection("System")]
public sealed class CardDialogTests(RunningSystem system)
{
    [Fact]
    public async Task Card_HasItsOwnAddress_AndKeepsWhatIsWritten()
    {
        using var board = await SeededBoard.CreateAsync(system, "Card", "Write me");
        await using var session = await BrowserSession.OpenAsync(system, board.Path);
        var page = session.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Write me", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a description: " }).ClickAsync();
        await page.GetByLabel("Description", new() { Exact = true }).Last.FillAsync("**bold** and [x](https://example.com)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".markdown strong")).ToHaveTextAsync("bold");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add checklist" }).ClickAsync();
        await page.GetByLabel("Add an entry to").FillAsync("step");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".entry")).ToHaveTextAsync(["step"]);
        await page.GetByLabel("New comment").FillAsync("a comment");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(page.Locator(".comment-text")).ToHaveTextAsync(["a comment"]);
        await page.GetByLabel("Priority").SelectOptionAsync("high");
        await BoardPageTests.WaitForAsync(async () => (string?)(await board.GetAsync())["cards"]![0]!["priority"] == "high");

        await page.ReloadAsync();
        await Expect(page.Locator(".markdown strong")).ToHaveTextAsync("bold");
        await Expect(page.Locator(".entry")).ToHaveTextAsync(["step"]);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "step" }).CheckAsync();
        await Expect(page.Locator(".progress-row")).ToContainTextAsync("1/1");
        await Expect(page.GetByLabel("Priority")).ToHaveValueAsync("high");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).ToHaveURLAsync(system.Web + board.Path);
        await Expect(page.Locator("[data-card]")).ToContainTextAsync("1/1");
    }

    [Fact]
    public async Task Card_HasANumber_ByWhichItIsShownFoundLinkedAndAddressed()
    {
        using var board = await SeededBoard.CreateAsync(system, "Numbers", "One", "Two");
        var cards = (await board.GetAsync())["cards"]!.AsArray();
        var (one, two) = (Card("One"), Card("Two"));
        await board.SendAsync(HttpMethod.Post, $"cards/{one.Id}/comments", new { text = $"after #{two.Number}, `#{two.Number}`, #4242" });
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/n/{one.Number}", new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var page = session.Page;

        await Expect(page).ToHaveURLAsync($"{system.Web}{board.Path}/c/{one.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = $"#{one.Number}", Exact = true }).ClickAsync();
        Assert.Equal(page.Url, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await Expect(page.Locator(".comment-text a")).ToHaveTextAsync([$"#{two.Number}"]);
        await page.Locator(".comment-text a").ClickAsync();
        await Expect(page).ToHaveURLAsync($"{system.Web}{board.Path}/c/{two.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show activity" }).ClickAsync();
        await Expect(page.Locator(".activity")).ToContainTextAsync($"added “#{two.Number} Two” to To do.");

        await page.GotoAsync($"{board.Path}/n/4242");
        await Expect(page.Locator(".toast")).ToContainTextAsync("Card #4242 is not on this board.");
        await Expect(page).ToHaveURLAsync(system.Web + board.Path);
        await page.GetByRole(AriaRole.Searchbox).FillAsync($"#{two.Number}");
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Two"]);
        await Expect(page.Locator(".card .card-number")).ToHaveTextAsync($"#{two.Number}");

        (string Id, int Number) Card(string title)
        {
            var card = cards.Single(card => (string)card!["title"]! == title)!;
            return ((string)card["id"]!, (int)card["number"]!);
        }
    }

    /// <summary>Two windows close in one go; what the page says afterwards is seen, and takes it back.</summary>
    [Fact]
    public async Task Card_MovedToAnotherBoard_SaysWhatItLeavesBehindAndComesBackByUndo()
    {
        using var board = await SeededBoard.CreateAsync(system, "From");
        using var other = await SeededBoard.CreateAsync(system, $"To {Guid.NewGuid():N}");
        var card = await board.AddCardAsync("Traveler");
        var label = await board.SendAsync(HttpMethod.Post, "labels", new { name = "Idea", colour = "green" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/labels/{label["labels"]![0]!["id"]}");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Card menu" }).ClickAsync();
        await page.Locator(".menu-item", new() { HasText = "Move to another board" }).ClickAsync();
        await page.Locator("dialog").Last.Locator("select").First.SelectOptionAsync(other.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(page.Locator(".toast-text")).ToHaveTextAsync("Moved “Traveler”. Left behind: Idea.");
        await Expect(page.Locator("[data-card]")).ToHaveCountAsync(0);

        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(page.Locator("[data-card]")).ToContainTextAsync("Traveler");
        await Expect(page.Locator("[data-card]")).ToContainTextAsync("Idea");
    }

    [Fact]
    public async Task Changes_FollowedByAReloadAtOnce_AreAllThere()
    {
        using var board = await SeededBoard.CreateAsync(system, "Hasty");
        var card = await board.AddCardAsync("Before");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add checklist" }).ClickAsync();
        await page.GetByLabel("Add an entry to").FillAsync("step");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("New comment").FillAsync("a comment");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await page.GetByLabel("Priority").SelectOptionAsync("high");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("After");

        await page.ReloadAsync();

        await Expect(page.Locator(".entry")).ToHaveTextAsync(["step"]);
        await Expect(page.Locator(".comment-text")).ToHaveTextAsync(["a comment"]);
        await Expect(page.GetByLabel("Priority")).ToHaveValueAsync("high");
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("After");
        await BoardPageTests.WaitForAsync(async () => (await board.GetAsync())["cards"]![0] is { } stored
            && ((string?)stored["title"], (string?)stored["priority"], (int?)stored["comments"], (int?)stored["entries"]) == ("After", "high", 1, 1));
        await BoardPageTests.WaitForAsync(() => page.EvaluateAsync<bool>("Object.keys(localStorage).every(key => !key.startsWith('outbox.'))"));
    }

    [Fact]
    public async Task Description_ChangedByAnotherMeanwhile_ShowsBothTextsAndLosesNone()
    {
        using var board = await SeededBoard.CreateAsync(system, "Conflict");
        var card = await board.AddCardAsync("Two writers");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a description: " }).ClickAsync();
        await page.GetByLabel("Description", new() { Exact = true }).Last.FillAsync("mine");

        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = "theirs" }, ifMatch: "\"0\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var conflict = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Someone else changed this" });
        await Expect(conflict.Locator("blockquote")).ToHaveTextAsync(["theirs", "mine"]);
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Use mine" }).ClickAsync();
        await Expect(page.Locator(".markdown")).ToHaveTextAsync("mine");
    }

    [Theory]
    [InlineData("Use mine", "mine")]
    [InlineData("Keep theirs", "theirs")]
    public async Task Title_ChangedByAnotherMeanwhile_ShowsBothAndOneChooses(string choice, string expected)
    {
        using var board = await SeededBoard.CreateAsync(system, "Title conflict");
        var card = await board.AddCardAsync("before");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var title = page.GetByLabel("Title", new() { Exact = true });
        await title.FillAsync("mine");

        await board.SendAsync(HttpMethod.Put, $"cards/{card}/title", new { title = "theirs" }, ifMatch: $"\"{await TitleVersionAsync()}\"");
        await page.Keyboard.PressAsync("Enter");

        var conflict = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Someone else changed this" });
        await Expect(conflict.Locator("blockquote")).ToHaveTextAsync(["theirs", "mine"]);
        await conflict.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        await Expect(conflict).ToHaveCountAsync(0);
        await Expect(title).ToHaveValueAsync(expected);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("To do")).SequenceEqual([expected]));

        async Task<int> TitleVersionAsync() => (int)(await board.GetAsync())["cards"]![0]!["titleVersion"]!;
    }

    [Fact]
    public async Task Title_RejectedThoughNobodyChangedIt_IsADraftInItsFieldUntilItIsSavedOrDropped()
    {
        using var board = await SeededBoard.CreateAsync(system, "Rejected title");
        var card = await board.AddCardAsync("before");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var title = page.GetByLabel("Title", new() { Exact = true });
        await page.RouteAsync("**/title", route => route.FulfillAsync(new()
        {
            Status = 422,
            ContentType = "application/problem+json",
            Body = """{"type":"urn:kanbanaspire:problem:invalid"}""",
        }));

        await title.FillAsync("mine");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".toast")).ToContainTextAsync("Your text is kept");
        await Expect(title).ToHaveValueAsync("mine");
        await page.ReloadAsync();
        await Expect(title).ToHaveValueAsync("mine");
        await Expect(title).ToHaveAccessibleDescriptionAsync("Not saved yet. Enter saves it, Esc drops it.");
        await Expect(page.GetByText("Someone else changed this")).ToHaveCountAsync(0);

        await title.PressAsync("Escape");
        await Expect(title).ToHaveValueAsync("before");
        await title.FillAsync("mine again");
        await page.Keyboard.PressAsync("Enter");
        await Expect(title).ToHaveValueAsync("mine again");
        await page.UnrouteAsync("**/title");
        await title.PressAsync("Enter");
        await Expect(page.GetByText("Not saved yet.")).ToHaveCountAsync(0);
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("To do")).SequenceEqual(["mine again"]));
    }

    [Fact]
    public async Task Title_SentAgainAfterAReloadAndStaleByThen_IsOfferedWhenTheCardIsOpened()
    {
        using var board = await SeededBoard.CreateAsync(system, "Late title");
        var card = await board.AddCardAsync("before");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var version = (int)(await board.GetAsync())["cards"]![0]!["titleVersion"]!;
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/title", route =>
        {
            sent.TrySetResult();
            return route.AbortAsync();
        });
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("mine");
        await page.Keyboard.PressAsync("Enter");
        await sent.Task;
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/title", new { title = "theirs" }, ifMatch: $"\"{version}\"");

        // The last attempt of the page that goes may still be rejected; the next page sends anew.
        await page.GotoAsync("about:blank");
        await page.UnrouteAsync("**/title");
        await page.GotoAsync(system.Web + board.Path);
        await Expect(page.GetByText("Someone else changed “theirs” meanwhile.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "theirs", Exact = true }).ClickAsync();

        var conflict = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Someone else changed this" });
        await Expect(conflict.Locator("blockquote")).ToHaveTextAsync(["theirs", "mine"]);
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Use mine" }).ClickAsync();
        await BoardPageTests.WaitForAsync(async () => (await board.TitlesAsync("To do")).SequenceEqual(["mine"]));
    }

    [Fact]
    public async Task Description_SentTwiceAtOnce_IsSavedOnceAndNotInConflict()
    {
        using var board = await SeededBoard.CreateAsync(system, "Twice");
        var card = await board.AddCardAsync("Sent twice");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        var sent = 0;
        page.Request += (_, request) => sent += request.Method is "PUT" && request.Url.EndsWith("/description", StringComparison.Ordinal) ? 1 : 0;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a description: " }).ClickAsync();
        await page.GetByLabel("Description", new() { Exact = true }).Last.FillAsync("once");

        await page.EvaluateAsync(
            """
            () => {
              for (let times = 0; times < 2; times++) {
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
              }
            }
            """);

        await Expect(page.Locator(".markdown")).ToHaveTextAsync("once");
        await page.ReloadAsync();
        await Expect(page.Locator(".markdown")).ToHaveTextAsync("once");
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Toasts_AfterACardWasDeletedForGood_AreSeen()
    {
        using var board = await SeededBoard.CreateAsync(system, "Deleted", "Stays");
        var card = await board.AddCardAsync("Goes");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Card menu" }).ClickAsync();
        await page.Locator(".menu-item", new() { HasText = "Delete for good" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Delete the card for good?" }).GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(BoardPageTests.Cards(page, "To do")).ToHaveTextAsync(["Stays"]);

        await page.GetByRole(AriaRole.Link, new() { Name = "Stays", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("c");

        await Expect(page.Locator(".toast")).ToContainTextAsync("Archived “Stays”.");
    }

    [Fact]
    public async Task Draft_OfADescription_OutlivesAReload()
    {
        using var board = await SeededBoard.CreateAsync(system, "Draft");
        var card = await board.AddCardAsync("Half written");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Add a description: " }).ClickAsync();
        await session.Page.GetByLabel("Description", new() { Exact = true }).Last.FillAsync("not yet saved");

        await session.Page.ReloadAsync();

        await Expect(session.Page.GetByLabel("Description", new() { Exact = true }).Last).ToHaveValueAsync("not yet saved");
    }

    [Fact]
    public async Task TextsOfUsers_CannotInject()
    {
        string[] payloads =
        [
            "<img src=x onerror=window.hacked=1>", "<script>window.hacked=1</script>", "[x](javascript:window.hacked=1)",
            "<svg onload=window.hacked=1>", "<a href=\"data:text/html,<script>window.hacked=1</script>\">x</a>",
            "![x](x\" onerror=\"window.hacked=1)", "<iframe srcdoc=\"<script>parent.hacked=1</script>\"></iframe>",
            "<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=1>", "<form action=//x><button>go</button></form>",
            "<b style=\"background:url(//x)\">b</b>", "[a]: javascript:window.hacked=1\n\n[a]", "&#x3C;img src=x onerror=window.hacked=1&#x3E;",
        ];
        using var board = await SeededBoard.CreateAsync(system, payloads[0], payloads[0]);
        var card = await board.AddCardAsync(payloads[1]);
        await board.SendAsync(HttpMethod.Post, "labels", new { name = payloads[0][..35], colour = "rose" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = string.Join("\n\n", payloads) }, ifMatch: "\"0\"");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/comments", new { text = string.Join("\n\n", payloads) });

        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        await session.Page.Locator(".card-section > .markdown p").First.WaitForAsync();
        await session.Page.Locator(".comment-text p").First.WaitForAsync();

        Assert.False(await session.Page.EvaluateAsync<bool>("'hacked' in window"));
        Assert.Equal(0, await session.Page.Locator(".markdown :is(script, img, svg, iframe, form, style, [style], [onerror])").CountAsync());
        Assert.Empty(await session.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.markdown a[href]')].map(a => a.protocol).filter(p => !/^(https?|mailto):$/.test(p))"));
    }
}

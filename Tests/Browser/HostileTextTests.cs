using KanbanAspire.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>Texts that try to be more than text, written by another member of the board.</summary>
[Collection("System")]
public sealed class HostileTextTests(RunningSystem system)
{
    private const string Hostile = """
        <script>window.caught = 1</script>
        <img src=x onerror="window.caught = 2">
        <svg onload="window.caught = 3"><a href="javascript:window.caught = 4">a</a></svg>
        <iframe srcdoc="<script>parent.caught = 5</script>"></iframe>
        <style>body { display: none }</style>

        [one](javascript:window.caught=6) [two](JaVaScRiPt&#58;window.caught=7) [three](data:text/html,<script>caught=8</script>)
        ![picture](https://elsewhere.example/seen.png "x" onerror="window.caught=9")

        the end
        """;

    [Fact]
    public async Task Description_WithScripts_IsShownAndRunsNothing()
    {
        using var board = await SeededBoard.CreateAsync(system, "Hostile");
        var card = await board.AddCardAsync("<img src=x onerror=window.caught=10>");
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = Hostile }, ifMatch: "\"0\"");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        var text = session.Page.Locator(".markdown");

        await Expect(text).ToContainTextAsync("the end");
        await Expect(text.Locator("script, img, svg, iframe, style, [onerror], [onload], [srcdoc]")).ToHaveCountAsync(0);
        var schemes = await text.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => link.protocol)");
        Assert.DoesNotContain("javascript:", schemes);
        Assert.DoesNotContain("data:", schemes);
        foreach (var link in await text.Locator("a[href^='http']").AllAsync())
        {
            await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        }

        Assert.False(await session.Page.EvaluateAsync<bool>("() => 'caught' in window"));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task LongLabelAndWideTable_InACard_LeaveItAsWideAsItWas(int width)
    {
        using var board = await SeededBoard.CreateAsync(system, "Wide");
        var card = await board.AddCardAsync("A card");
        var label = await board.SendAsync(HttpMethod.Post, "labels", new { name = new string('W', 50), colour = "violet" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/labels/{label["labels"]![0]!["id"]}");
        var table = string.Concat(Enumerable.Repeat("| cell ", 60)) + "\n" + string.Concat(Enumerable.Repeat("| - ", 60));
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = table }, ifMatch: "\"0\"");
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}", new() { ViewportSize = new() { Width = width, Height = 800 } });
        var dialog = session.Page.Locator(".card-dialog");

        await Expect(dialog.Locator(".card-side .label")).ToHaveTextAsync(new string('W', 50));
        await Expect(dialog.Locator(".markdown th")).ToHaveCountAsync(60);
        Assert.True(await dialog.EvaluateAsync<bool>("dialog => dialog.scrollWidth <= dialog.clientWidth"));
    }
}

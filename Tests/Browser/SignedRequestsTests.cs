using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>
/// The front end in front of a function's own address, where CloudFront signs each request: what the browser sends is held to what
/// the signature needs, then passed on with the token where the gateway of this machine looks for it.
/// </summary>
[Collection("System")]
public sealed class SignedRequestsTests(RunningSystem system)
{
    [Fact]
    public async Task Board_BehindASignature_IsReadAndChanged()
    {
        using var board = await SeededBoard.CreateAsync(system, "Signed", "First");
        await using var session = await BrowserSession.OpenAsync(system, "/boards");
        var (page, sent, wrong) = (session.Page, new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await page.RouteAsync("**/config.json", async route =>
        {
            var config = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            config["signedRequests"] = true;
            await route.FulfillAsync(new() { Body = config.ToJsonString(), ContentType = "application/json" });
        });
        await page.RouteAsync("**/api/**", async route =>
        {
            var headers = await route.Request.AllHeadersAsync();
            sent.Enqueue(route.Request.Method);
            if (Broken(route.Request, headers) is { } reason)
            {
                wrong.Enqueue($"{route.Request.Method} {route.Request.Url}: {reason}");
            }

            await route.ContinueAsync(new()
            {
                Headers = headers.Where(header => header.Key is not "x-viewer-authorization")
                    .Append(KeyValuePair.Create("authorization", headers.GetValueOrDefault("x-viewer-authorization", ""))),
            });
        });

        await page.GotoAsync(board.Path);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add card" }).First.ClickAsync();
        await page.Keyboard.TypeAsync("둘째 카드");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "First", Exact = true }).ClickAsync();
        await page.GetByLabel("Priority").SelectOptionAsync("high");
        await page.GetByLabel("New comment").FillAsync("a comment");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(page.Locator(".comment-text")).ToHaveTextAsync(["a comment"]);
        await BoardPageTests.WaitForAsync(async () => (await board.GetAsync())["cards"]!.AsArray() is [var first, var second]
            && (string?)first!["priority"] == "high" && (string?)second!["title"] == "둘째 카드");

        Assert.Empty(wrong);
        Assert.Superset(new HashSet<string>(["GET", "POST", "PATCH"], StringComparer.Ordinal), sent.ToHashSet(StringComparer.Ordinal));
        await page.UnrouteAllAsync();
    }

    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
    private static string? Broken(IRequest request, Dictionary<string, string> headers)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(request.PostDataBuffer ?? []));
        return headers.ContainsKey("authorization") ? "the signature's header is taken"
            : !headers.GetValueOrDefault("x-viewer-authorization", "").StartsWith("Bearer ", StringComparison.Ordinal) ? "there is no token"
            : request.Method is not "GET" && headers.GetValueOrDefault("x-amz-content-sha256") != hash ? "the body's hash is wrong or missing"
            : null;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Dashboard;

/// <summary>Tests who may see the dashboard and who may feed it.</summary>
public sealed class AccessTests(DashboardProcess dashboard) : IClassFixture<DashboardProcess>
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [Theory]
    [InlineData("/")]
    [InlineData("/console/api")]
    public async Task Page_WithoutCookie_LeadsToTheLogin(string path)
    {
        using var answer = await SendAsync(path, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/console-text")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Data_WithoutCookie_IsRefused(string path)
    {
        using var answer = await SendAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Request_ForAnotherHostOrFromAnotherOrigin_IsRefused()
    {
        using var rebound = await SendAsync("/login", ("Host", "evil.example"));
        using var foreign = await SendAsync("/login", ("Origin", "http://localhost:1"));
        Assert.Equal(HttpStatusCode.Forbidden, rebound.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Login_WithAForeignReturnUrl_StaysHere(string returnUrl)
    {
        using var answer = await SendAsync($"/login?t={DashboardProcess.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.Contains("httponly", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task LoginPage_WithWrongThenRightToken_SaysSoThenOpensThePageAskedFor()
    {
        var page = await Chromium.NewPageAsync();
        await page.GotoAsync($"{dashboard.Url}/console");
        await page.GetByTestId("login-token").FillAsync("wrong");
        await page.GetByTestId("login-submit").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That is not the token of this run.");
        await page.GetByTestId("login-token").FillAsync(DashboardProcess.Token);
        await page.GetByTestId("login-submit").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Console" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Feed_WithAWrongKey_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => FakeOrchestrator.ConnectAsync(dashboard.Url, "wrong"));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:18888", "loopback interface only")]
    [InlineData("https://localhost:18888", "http://localhost:<port>")]
    [InlineData(null, "address already in use. Stop what uses the port")]
    public async Task Start_WithAnAddressThatCannotBe_SaysWhatToDoAndEndsWith2(string? address, string expected)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.Built("Dashboard"))
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = address ?? dashboard.Url },
        })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal((1, 2), (error.Trim().Split('\n').Length, process.ExitCode));
    }

    [Fact]
    public async Task Page_AfterTheDashboardWasStartedAgain_ComesBackByItself()
    {
        await using var other = new OwnDashboard();
        await other.Process.InitializeAsync();
        var page = await other.Process.OpenAsync("/capture");
        await other.Process.DisposeAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await other.Process.InitializeAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(page.GetByTestId("clear")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, dashboard.Url + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await Client.SendAsync(request);
    }
}

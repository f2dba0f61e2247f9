using System.Net;
using System.Net.Http.Headers;

namespace KanbanAspire.Tests.Cognito;

/// <summary>Sign-up with a code by mail, a new code, a new password.</summary>
public sealed class SignUpTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    private const string Password = "Secret-2026!";
    private readonly UserPoolServer _pool = fixture.Server;

    [Fact]
    public async Task SignUp_WithTheMailedCode_EndsSignedIn()
    {
        var (visitor, email) = (_pool.NewVisitor(), NewEmail());

        var signUp = await SignUpAsync(visitor, email);
        var code = await visitor.MailedCodeAsync(email);
        var confirm = await visitor.SubmitAsync("/confirm" + _pool.Request(), ("username", email), ("code", code));

        Assert.Equal("/confirm" + _pool.Request(), signUp.Headers.Location!.OriginalString);
        Assert.Equal("/oauth2/authorize" + _pool.Request(), confirm.Headers.Location!.OriginalString);
        var (_, tokens) = await visitor.RedeemAsync(await visitor.CodeAsync());
        var claims = Visitor.Claims((string)tokens["id_token"]!);
        Assert.Equal((email, true), ((string?)claims["email"], (bool)claims["email_verified"]!));
        Assert.True(Guid.TryParse((string?)claims["sub"], out _));
    }

    [Fact]
    public async Task SignUp_CodeTypedInAnotherBrowser_ConfirmsButDoesNotSignIn()
    {
        var (visitor, other, email) = (_pool.NewVisitor(), _pool.NewVisitor(), NewEmail());
        await SignUpAsync(visitor, email);

        var answer = await other.SubmitAsync(
            "/confirm" + _pool.Request(), ("username", email), ("code", await visitor.MailedCodeAsync(email)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("/login", (await other.GetAsync("/oauth2/authorize" + _pool.Request())).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SignInAsync(email: email, password: Password)).StatusCode);
    }

    [Theory]
    [InlineData("short1!A", true)]
    [InlineData("Short1!", false)]
    [InlineData("nouppercase1!", false)]
    [InlineData("NOLOWERCASE1!", false)]
    [InlineData("NoDigits!!", false)]
    [InlineData("NoSymbol123", false)]
    public async Task SignUp_Password_HasToMeetThePolicy(string password, bool isGood)
    {
        var answer = await SignUpAsync(_pool.NewVisitor(), NewEmail(), password);

        Assert.Equal(isGood ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("demo@example.com", HttpStatusCode.Conflict)]
    [InlineData("DEMO@example.COM", HttpStatusCode.Conflict)]
    [InlineData("no-address", HttpStatusCode.BadRequest)]
    [InlineData("a@b\r\nRCPT TO:<x@y>", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task SignUp_AddressTakenOrBad_IsRefused(string email, HttpStatusCode expected) =>
        Assert.Equal(expected, (await SignUpAsync(_pool.NewVisitor(), email)).StatusCode);

    [Fact]
    public async Task SignIn_BeforeConfirmation_AsksForTheCode()
    {
        var email = NewEmail();
        await SignUpAsync(_pool.NewVisitor(), email);
        var visitor = _pool.NewVisitor();

        var right = await visitor.SignInAsync(email: email, password: Password);
        var wrong = await _pool.NewVisitor().SignInAsync(email: email, password: "Wrong-2026!");

        Assert.Equal("/confirm" + _pool.Request(), right.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.StartsWith("/login", (await visitor.GetAsync("/oauth2/authorize" + _pool.Request())).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Code_WrongReplacedUsedOrOld_IsRefused()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var (visitor, email) = (pool.NewVisitor(), NewEmail());
        await visitor.SubmitAsync("/signup" + pool.Request(), ("username", email), ("password", Password));
        var first = await visitor.MailedCodeAsync(email);
        await visitor.SubmitAsync("/resendcode" + pool.Request(), ("username", email));
        var second = await visitor.MailedCodeAsync(email, count: 2);

        Assert.Equal(HttpStatusCode.BadRequest, await ConfirmAsync(first == second ? "000000" : first));
        pool.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, await ConfirmAsync(second));
        await visitor.SubmitAsync("/resendcode" + pool.Request(), ("username", email));
        var third = await visitor.MailedCodeAsync(email, count: 3);
        Assert.Equal(HttpStatusCode.Redirect, await ConfirmAsync(third));
        Assert.Equal(HttpStatusCode.BadRequest, await ConfirmAsync(third));

        async Task<HttpStatusCode> ConfirmAsync(string code) =>
            (await visitor.SubmitAsync("/confirm" + pool.Request(), ("username", email), ("code", code))).StatusCode;
    }

    [Fact]
    public async Task Code_GuessedSixteenTimesInAnHour_IsLookedAtNoMore()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var (visitor, email) = (pool.NewVisitor(), NewEmail());
        await visitor.SubmitAsync("/signup" + pool.Request(), ("username", email), ("password", Password));
        var code = await visitor.MailedCodeAsync(email);
        var wrong = code == "000000" ? "000001" : "000000";
        for (var guess = 0; guess < 15; guess++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await ConfirmAsync(wrong));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await ConfirmAsync(code));
        pool.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Redirect, await ConfirmAsync(code));

        async Task<HttpStatusCode> ConfirmAsync(string given) =>
            (await visitor.SubmitAsync("/confirm" + pool.Request(), ("username", email), ("code", given))).StatusCode;
    }

    [Fact]
    public async Task Mail_MoreThanFiveAnHour_AreNotSent()
    {
        foreach (var path in new[] { "/resendcode", "/forgotPassword" })
        {
            var (visitor, email) = (_pool.NewVisitor(), NewEmail());
            var answers = new List<HttpStatusCode>();
            for (var request = 0; request < 6; request++)
            {
                answers.Add((await visitor.SubmitAsync(path + _pool.Request(), ("username", email))).StatusCode);
            }

            Assert.All(answers.Take(5), it => Assert.True(it is HttpStatusCode.OK or HttpStatusCode.Redirect));
            Assert.Equal(HttpStatusCode.TooManyRequests, answers[5]);
        }
    }

    [Fact]
    public async Task ForgotPassword_WithTheMailedCode_ChangesItAndEndsOtherSessions()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var (visitor, elsewhere) = (pool.NewVisitor(), pool.NewVisitor());
        await elsewhere.AuthorizeAsync(pool.Request());

        var forgot = await visitor.SubmitAsync("/forgotPassword" + pool.Request(), ("username", UserPoolServer.DemoEmail));
        var code = await visitor.MailedCodeAsync(UserPoolServer.DemoEmail);
        var reset = await visitor.SubmitAsync("/confirmforgotPassword" + pool.Request(),
            ("username", UserPoolServer.DemoEmail), ("code", code), ("password", Password));

        Assert.Equal("/confirmforgotPassword" + pool.Request(), forgot.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SignInAsync(pool.Request())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(pool.Request(), password: Password)).StatusCode);
        Assert.StartsWith("/login", (await elsewhere.GetAsync("/oauth2/authorize" + pool.Request())).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task ForgotPassword_CodeAfterAnHour_IsRefused()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        await visitor.SubmitAsync("/forgotPassword" + pool.Request(), ("username", UserPoolServer.DemoEmail));
        var code = await visitor.MailedCodeAsync(UserPoolServer.DemoEmail);
        pool.Time.Advance(TimeSpan.FromMinutes(61));

        var answer = await visitor.SubmitAsync("/confirmforgotPassword" + pool.Request(),
            ("username", UserPoolServer.DemoEmail), ("code", code), ("password", Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task ForgotPassword_UnknownAddress_LooksTheSameAndSendsNothing()
    {
        var (visitor, email) = (_pool.NewVisitor(), NewEmail());

        var forgot = await visitor.SubmitAsync("/forgotPassword" + _pool.Request(), ("username", email));
        var reset = await visitor.SubmitAsync("/confirmforgotPassword" + _pool.Request(),
            ("username", email), ("code", "123456"), ("password", Password));

        Assert.Equal("/confirmforgotPassword" + _pool.Request(), forgot.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, reset.StatusCode);
        Assert.DoesNotContain(email, await (await visitor.GetAsync("/mailbox")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("ko-KR,ko;q=0.9,en;q=0.8", null, "ko")]
    [InlineData("en-US,en;q=0.9,ko;q=0.8", null, "en")]
    [InlineData("fr", null, "en")]
    [InlineData("en-US", "ko", "ko")]
    public async Task Page_Language_IsTheAskedOrPreferredOne(string preferred, string? asked, string expected)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.AcceptLanguage.Clear();
        foreach (var language in preferred.Split(','))
        {
            http.DefaultRequestHeaders.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(language));
        }

        var page = await http.GetStringAsync(_pool.Domain + "/login" + _pool.Request(("lang", asked)));

        Assert.Contains($"<html lang=\"{expected}\">", page);
    }

    private static string NewEmail() => $"user-{Guid.NewGuid():N}@example.com";

    private Task<HttpResponseMessage> SignUpAsync(Visitor visitor, string email, string password = Password) =>
        visitor.SubmitAsync("/signup" + _pool.Request(), ("username", email), ("password", password));
}

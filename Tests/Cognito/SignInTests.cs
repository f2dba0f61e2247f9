using System.Net;

namespace KanbanAspire.Tests.Cognito;

/// <summary>/login and /logout: alike for known and unknown, limited, and not to be used from elsewhere.</summary>
public sealed class SignInTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    private readonly UserPoolServer _pool = fixture.Server;

    [Theory]
    [InlineData(UserPoolServer.DemoEmail)]
    [InlineData("nobody@example.com")]
    public async Task SignIn_UnknownUserOrWrongPassword_CallsTheHasherExactlyOnce(string email)
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        await visitor.GetAsync("/login" + pool.Request());
        var before = pool.Hasher.Calls;

        var answer = await visitor.SignInAsync(pool.Request(), email, "Wrong-2026!");

        Assert.Equal(1, pool.Hasher.Calls - before);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("cognito", Names(visitor));
    }

    [Fact]
    public async Task SignIn_UnknownUserAndWrongPassword_ShowTheSamePage()
    {
        var known = await PageAsync("demo@example.com");
        var unknown = await PageAsync("mode@example.com");

        Assert.Equal(known.Replace("demo@", "mode@", StringComparison.Ordinal), unknown);

        async Task<string> PageAsync(string email)
        {
            var answer = await _pool.NewVisitor().SignInAsync(email: email, password: "Wrong-2026!");
            var page = await answer.Content.ReadAsStringAsync();
            return System.Text.RegularExpressions.Regex.Replace(page, "name=\"csrf\" value=\"[^\"]*\"", "");
        }
    }

    [Fact]
    public async Task SignIn_SixthGuess_HasToWaitAndTheWaitGrows()
    {
        await using var pool = await UserPoolServer.StartAsync();
        foreach (var email in new[] { UserPoolServer.DemoEmail, "nobody@example.com" })
        {
            var visitor = pool.NewVisitor();
            for (var guess = 0; guess < 5; guess++)
            {
                Assert.Equal(HttpStatusCode.BadRequest, (await GuessAsync(visitor, email)).StatusCode);
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync(visitor, email)).StatusCode);
            var hashed = pool.Hasher.Calls;
            Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync(visitor, email)).StatusCode);
            Assert.Equal(hashed, pool.Hasher.Calls);

            pool.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.BadRequest, (await GuessAsync(visitor, email)).StatusCode);
            pool.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync(visitor, email)).StatusCode);
        }

        Task<HttpResponseMessage> GuessAsync(Visitor visitor, string email) =>
            visitor.SignInAsync(pool.Request(), email, "Wrong-2026!");
    }

    [Fact]
    public async Task SignIn_ManyGuessesAtOnce_AreCountedAll()
    {
        await using var pool = await UserPoolServer.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ =>
            pool.NewVisitor().SignInAsync(pool.Request(), UserPoolServer.DemoEmail, "Wrong-2026!")));

        Assert.Equal(5, answers.Count(it => it.StatusCode == HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/signup")]
    [InlineData("/confirm")]
    [InlineData("/resendcode")]
    [InlineData("/forgotPassword")]
    [InlineData("/confirmforgotPassword")]
    public async Task Form_WithoutProofThatItIsOurs_IsNotCarriedOut(string path)
    {
        var visitor = _pool.NewVisitor();
        await visitor.GetAsync(path + _pool.Request());
        (string, string)[] fields =
            [("username", UserPoolServer.DemoEmail), ("password", UserPoolServer.DemoPassword), ("code", "123456")];

        var missing = await visitor.PostAsync(path + _pool.Request(), fields);
        var other = _pool.NewVisitor();
        var foreignPage = await (await other.GetAsync(path + _pool.Request())).Content.ReadAsStringAsync();
        var foreign = System.Text.RegularExpressions.Regex.Match(foreignPage, "name=\"csrf\" value=\"([^\"]*)\"").Groups[1].Value;
        var stolen = await visitor.PostAsync(path + _pool.Request(), [("csrf", foreign), .. fields]);

        Assert.Equal(HttpStatusCode.Forbidden, missing.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, stolen.StatusCode);
        Assert.DoesNotContain("cognito", Names(visitor));
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/signup")]
    [InlineData("/confirm")]
    [InlineData("/forgotPassword")]
    [InlineData("/error")]
    [InlineData("/mailbox")]
    public async Task Page_Headers_AllowNeitherFramesNorForeignScript(string path)
    {
        var answer = await _pool.NewVisitor().GetAsync(path + _pool.Request());

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("style=", page);
        Assert.DoesNotMatch("<script(?! src=)", page);
        Assert.DoesNotMatch("\\son[a-z]+=", page);
    }

    [Fact]
    public async Task Page_ForAForeignHost_IsNotThere()
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, _pool.Domain + "/mailbox");
        message.Headers.Host = "attacker.example";

        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(message)).StatusCode);
    }

    [Theory]
    [InlineData("/mailbox", false)]
    [InlineData("/login", false)]
    [InlineData("/oauth2/authorize", false)]
    [InlineData("/oauth2/userInfo", true)]
    public async Task CrossOrigin_OnlyWhatNeedsNoCookie_MayBeRead(string path, bool isAllowed)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Origin", "https://attacker.example");

        var answer = await http.GetAsync(_pool.Domain + path + _pool.Request());

        Assert.Equal(isAllowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task SignOut_ToARegisteredAddress_EndsTheSession()
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var answer = await visitor.GetAsync(
            $"/logout?client_id={UserPoolServer.WebClient}&logout_uri={Uri.EscapeDataString(UserPoolServer.WebOrigin + "/")}");

        Assert.Equal(UserPoolServer.WebOrigin + "/", answer.Headers.Location!.OriginalString);
        Assert.StartsWith("/login", (await visitor.GetAsync("/oauth2/authorize" + _pool.Request())).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignOut_ToTheSignInPage_KeepsTheRequest()
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var answer = await visitor.GetAsync("/logout" + _pool.Request());

        Assert.Equal("/login" + _pool.Request(), answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("?client_id=3kanbanaspirelocalweb00001&logout_uri=https%3A%2F%2Fattacker.example%2F")]
    [InlineData("?client_id=3kanbanaspirelocalweb00001&logout_uri=http%3A%2F%2Flocalhost%3A5080")]
    [InlineData("?client_id=3kanbanaspirelocalnobody01&logout_uri=http%3A%2F%2Flocalhost%3A5080%2F")]
    [InlineData("?client_id=3kanbanaspirelocalweb00001")]
    [InlineData("")]
    public async Task SignOut_ToAnUnregisteredAddress_GoesToTheErrorPage(string query)
    {
        var answer = await _pool.NewVisitor().GetAsync("/logout" + query);

        Assert.StartsWith("/error", answer.Headers.Location!.OriginalString);
    }

    private IEnumerable<string> Names(Visitor visitor) =>
        visitor.Cookies.GetCookies(new Uri(_pool.Domain)).Select(it => it.Name);
}

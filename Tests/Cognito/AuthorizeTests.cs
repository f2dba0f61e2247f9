using System.Net;

namespace KanbanAspire.Tests.Cognito;

/// <summary>What /oauth2/authorize answers by redirect, and what it must not.</summary>
public sealed class AuthorizeTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    private readonly UserPoolServer _pool = fixture.Server;

    [Fact]
    public async Task Authorize_SignedOut_GoesToTheSignInPageWithTheRequest()
    {
        var answer = await _pool.NewVisitor().GetAsync("/oauth2/authorize" + _pool.Request());

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login" + _pool.Request(), answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Authorize_WithinTheSession_SendsACodeBackWithoutAPage()
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var answer = await visitor.GetAsync("/oauth2/authorize" + _pool.Request());

        var address = answer.Headers.Location!;
        Assert.StartsWith(UserPoolServer.Callback + "?", address.OriginalString);
        Assert.Equal("state-1", Visitor.Parameter(address, "state"));
        Assert.NotNull(Visitor.Parameter(address, "code"));
        Assert.Null(Visitor.Parameter(address, "iss"));
        Assert.Empty(address.Fragment);
    }

    [Fact]
    public async Task Authorize_StateAndNonceInUnicode_ComeBackUnchanged()
    {
        const string odd = "상태 ✓ &=#%2F+";
        var visitor = _pool.NewVisitor();

        var address = await visitor.AuthorizeAsync(_pool.Request(("state", odd), ("nonce", odd)));
        var (_, tokens) = await visitor.RedeemAsync(Visitor.Parameter(address, "code")!);

        Assert.Equal(odd, Visitor.Parameter(address, "state"));
        Assert.Equal(odd, (string?)Visitor.Claims((string)tokens["id_token"]!)["nonce"]);
    }

    [Theory]
    [InlineData("redirect_uri", "http://localhost:5080/callback/")]
    [InlineData("redirect_uri", "http://localhost:5080/Callback")]
    [InlineData("redirect_uri", "http://localhost:5080/callback?x=1")]
    [InlineData("redirect_uri", "http://localhost:5081/callback")]
    [InlineData("redirect_uri", "https://localhost:5080/callback")]
    [InlineData("redirect_uri", "http://localhost:5080/x/../callback")]
    [InlineData("redirect_uri", "http://localhost:5080/callback#x")]
    [InlineData("redirect_uri", UserPoolServer.CourseCallback)]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "3kanbanaspirelocalnobody01")]
    [InlineData("client_id", null)]
    public async Task Authorize_UnregisteredClientOrAddress_NeverRedirectsThere(string name, string? value)
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var answer = await visitor.GetAsync("/oauth2/authorize" + _pool.Request((name, value)));

        Assert.StartsWith("/error?", answer.Headers.Location!.OriginalString);
        var page = await visitor.GetAsync(answer.Headers.Location.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Theory]
    [InlineData("response_type", "token", "unauthorized_client")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "id_token", "invalid_request")]
    [InlineData("scope", "openid boards", "invalid_scope")]
    [InlineData("scope", "email", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    public async Task Authorize_BadRequestOfAKnownClient_SendsTheErrorBack(string name, string? value, string error)
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var address = (await visitor.GetAsync("/oauth2/authorize" + _pool.Request((name, value)))).Headers.Location!;

        Assert.StartsWith(UserPoolServer.Callback, address.OriginalString);
        Assert.Equal(error, Visitor.Parameter(address, "error"));
        Assert.Equal("state-1", Visitor.Parameter(address, "state"));
        Assert.Null(Visitor.Parameter(address, "code"));
        Assert.Null(Visitor.Parameter(address, "access_token"));
    }

    [Fact]
    public async Task Authorize_PromptNoneWithoutSession_AnswersLoginRequired()
    {
        var answer = await _pool.NewVisitor().GetAsync("/oauth2/authorize" + _pool.Request(("prompt", "none")));

        Assert.StartsWith(UserPoolServer.Callback, answer.Headers.Location!.OriginalString);
        Assert.Equal("login_required", Visitor.Parameter(answer.Headers.Location, "error"));
    }

    [Fact]
    public async Task Authorize_PromptLoginWithinASession_AsksOnceMore()
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var answer = await visitor.GetAsync("/oauth2/authorize" + _pool.Request(("prompt", "login")));

        Assert.Equal("/login" + _pool.Request(), answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Authorize_ByPost_IsRefused()
    {
        var visitor = _pool.NewVisitor();
        await visitor.AuthorizeAsync();

        var answer = await visitor.PostAsync("/oauth2/authorize" + _pool.Request());

        Assert.True(answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task Authorize_ImplicitOfTheCourseClient_AnswersInTheFragment()
    {
        var address = await _pool.NewVisitor().AuthorizeAsync(_pool.ImplicitRequest());

        Assert.StartsWith(UserPoolServer.CourseCallback + "#", address.OriginalString);
        Assert.Empty(address.Query);
        Assert.Equal(
            ["access_token", "expires_in", "id_token", "state", "token_type"],
            address.Fragment.TrimStart('#').Split('&').Select(it => it.Split('=')[0]).Order());
        Assert.Equal("Bearer", Visitor.Parameter(address, "token_type"));
        Assert.Equal("900", Visitor.Parameter(address, "expires_in"));
        var claims = Visitor.Claims(Visitor.Parameter(address, "id_token")!);
        Assert.Equal(UserPoolServer.CourseClient, (string?)claims["aud"]);
        Assert.Equal("nonce-1", (string?)claims["nonce"]);
        Assert.NotNull(claims["at_hash"]);
    }

    [Fact]
    public async Task Authorize_ImplicitWithoutNonce_IsAnsweredWithoutOne()
    {
        var address = await _pool.NewVisitor().AuthorizeAsync(_pool.ImplicitRequest(("nonce", null)));

        Assert.Null(Visitor.Claims(Visitor.Parameter(address, "id_token")!)["nonce"]);
    }

    [Fact]
    public async Task Authorize_ImplicitWithoutOpenId_GivesNoIdToken()
    {
        var request = _pool.ImplicitRequest(("scope", "aws.cognito.signin.user.admin"));

        var address = await _pool.NewVisitor().AuthorizeAsync(request);

        Assert.NotNull(Visitor.Parameter(address, "access_token"));
        Assert.Null(Visitor.Parameter(address, "id_token"));
    }

    [Fact]
    public async Task Session_AfterAnHour_IsOver()
    {
        await using var pool = await UserPoolServer.StartAsync();
        var visitor = pool.NewVisitor();
        await visitor.AuthorizeAsync();

        pool.Time.Advance(TimeSpan.FromMinutes(59));
        var before = await visitor.GetAsync("/oauth2/authorize" + pool.Request());
        pool.Time.Advance(TimeSpan.FromMinutes(2));
        var after = await visitor.GetAsync("/oauth2/authorize" + pool.Request());

        Assert.StartsWith(UserPoolServer.Callback, before.Headers.Location!.OriginalString);
        Assert.StartsWith("/login", after.Headers.Location!.OriginalString);
    }
}

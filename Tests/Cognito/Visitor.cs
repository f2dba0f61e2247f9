using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KanbanAspire.Tests.Cognito;

/// <summary>A browser without screen: keeps cookies, follows no redirect, fills forms in.</summary>
public sealed partial class Visitor
{
    /// <summary>Verifier and challenge of RFC 7636, appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly UserPoolServer _server;
    private readonly HttpClient _http;

    public Visitor(UserPoolServer server)
    {
        _server = server;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
        {
            BaseAddress = new Uri(server.Domain),
        };
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    /// <summary>Reads the page's form and sends it filled in.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await _http.GetStringAsync(path);
        return await PostAsync(path, [("csrf", CsrfField().Match(page).Groups[1].Value), .. fields]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        _http.PostAsync(path, new FormUrlEncodedContent(fields.Select(it => KeyValuePair.Create(it.Name, it.Value))));

    public Task<HttpResponseMessage> SignInAsync(
        string? request = null, string email = UserPoolServer.DemoEmail, string password = UserPoolServer.DemoPassword) =>
        SubmitAsync("/login" + (request ?? _server.Request()), ("username", email), ("password", password));

    /// <summary>Signs in, goes on to where the request leads and gives the address sent back to.</summary>
    public async Task<Uri> AuthorizeAsync(string? request = null)
    {
        request ??= _server.Request();
        var answer = await GetAsync("/oauth2/authorize" + request);
        if (answer.Headers.Location!.OriginalString.StartsWith("/login", StringComparison.Ordinal))
        {
            await SignInAsync(request);
            answer = await GetAsync("/oauth2/authorize" + request);
        }

        return answer.Headers.Location!;
    }

    /// <summary>Signs in and gives the code.</summary>
    public async Task<string> CodeAsync(string? request = null) => Parameter(await AuthorizeAsync(request), "code")!;

    /// <summary>Trades a code; changes replace parameters, null takes one away.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> RedeemAsync(
        string code, params (string Name, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string?>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = UserPoolServer.WebClient,
            ["redirect_uri"] = UserPoolServer.Callback,
            ["code"] = code,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return await TokenAsync([.. fields.Where(it => it.Value is not null).Select(it => (it.Key, it.Value!))]);
    }

    public Task<(HttpStatusCode Status, JsonObject Body)> RefreshAsync(
        string refreshToken, string client = UserPoolServer.WebClient) => TokenAsync(
        ("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", refreshToken));

    public async Task<(HttpStatusCode Status, JsonObject Body)> TokenAsync(params (string Name, string Value)[] fields)
    {
        var answer = await PostAsync("/oauth2/token", fields);
        return (answer.StatusCode, (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>Signs in and gives the tokens.</summary>
    public async Task<JsonObject> TokensAsync(string? request = null) => (await RedeemAsync(await CodeAsync(request))).Body;

    public async Task<HttpResponseMessage> UserInfoAsync(string token)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "/oauth2/userInfo");
        message.Headers.Authorization = new("Bearer", token);
        return await _http.SendAsync(message);
    }

    /// <summary>The code last mailed to an address, waited for.</summary>
    public async Task<string> MailedCodeAsync(string email, int count = 1)
    {
        for (var attempt = 0; attempt < 1_200; attempt++)
        {
            var mails = MailLine().Matches(await _http.GetStringAsync("/mailbox?lang=en"))
                .Where(it => it.Groups[2].Value == email).ToList();
            if (mails.Count >= count)
            {
                return mails[0].Groups[1].Value;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"No mail for {email} after a minute.");
    }

    /// <summary>A parameter of the query or the fragment.</summary>
    public static string? Parameter(Uri address, string name) =>
        HttpUtility.ParseQueryString(address.Query)[name]
        ?? HttpUtility.ParseQueryString(address.Fragment.TrimStart('#'))[name];

    public static JsonObject Claims(string token) => Part(new JsonWebToken(token).EncodedPayload);

    public static JsonObject Header(string token) => Part(new JsonWebToken(token).EncodedHeader);

    private static JsonObject Part(string encoded) => (JsonObject)JsonNode.Parse(
        Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(encoded)))!;

    [GeneratedRegex("name=\"csrf\" value=\"([^\"]*)\"")]
    private static partial Regex CsrfField();

    [GeneratedRegex("<a href=\"/mailbox/[^\"]*\">[^<]*?([0-9]{6})</a>\\s*<span>([^<]*)</span>")]
    private static partial Regex MailLine();
}

using System.Text.RegularExpressions;
using System.Web;

namespace KanbanAspire.Tests.Support;

/// <summary>Signs in at the local user pool as a browser would, with the course's client and its implicit grant.</summary>
public static partial class SignIn
{
    /// <summary>The demo user's address.</summary>
    public const string DemoEmail = "demo@example.com";

    /// <summary>The demo user's password, as in the README.</summary>
    public const string DemoPassword = "Kanban-2026!";

    private const string CourseClientId = "3kanbanaspirelocalcourse01";

    /// <summary>Gets an access token.</summary>
    /// <param name="cognito">Address of the user pool's pages.</param>
    /// <param name="web">Address of the front end.</param>
    /// <param name="email">Who signs in.</param>
    /// <param name="password">With what password.</param>
    /// <returns>The token.</returns>
    public static async Task<string> GetAccessTokenAsync(string cognito, string web, string email, string password)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(cognito) };
        var query = HttpUtility.ParseQueryString(string.Empty);
        query["client_id"] = CourseClientId;
        query["response_type"] = "token";
        query["scope"] = "openid email profile";
        query["nonce"] = Guid.NewGuid().ToString("N");
        query["redirect_uri"] = $"{web}/course/callback";
        var (url, response) = await FollowAsync(client, $"/oauth2/authorize?{query}");
        var page = await response.Content.ReadAsStringAsync();
        var csrf = HiddenField().Match(page).Groups["value"].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["csrf"] = HttpUtility.HtmlDecode(csrf),
            ["username"] = email,
            ["password"] = password,
        });
        using var posted = await client.PostAsync(url, form);
        var (final, _) = await FollowAsync(client, Location(posted, url));
        return HttpUtility.ParseQueryString(new Uri(final).Fragment.TrimStart('#'))["access_token"]
            ?? throw new InvalidOperationException($"No token came back from {final}.");
    }

    // Follows redirects up to a page, or to the callback address, which is not asked for.
    private static async Task<(string Url, HttpResponseMessage Response)> FollowAsync(HttpClient client, string url)
    {
        while (true)
        {
            var absolute = new Uri(client.BaseAddress ?? new Uri(url), url);
            if (absolute.Authority != client.BaseAddress?.Authority)
            {
                return (absolute.ToString(), new HttpResponseMessage());
            }

            var response = await client.GetAsync(absolute);
            if ((int)response.StatusCode is < 300 or >= 400)
            {
                return (absolute.ToString(), response);
            }

            url = Location(response, url);
        }
    }

    private static string Location(HttpResponseMessage response, string from) => response.Headers.Location?.OriginalString
        ?? throw new InvalidOperationException($"{from} answered {(int)response.StatusCode} instead of redirecting.");

    [GeneratedRegex("name=\"csrf\"[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenField();
}

using System.Net.Http.Headers;
using System.Text.Json;
using KanbanAspire.Api.Authentication;
using KanbanAspire.Kanban.Users;

namespace KanbanAspire.Api.Users;

/// <summary>Asks the user pool who somebody is. What a client says about itself is never believed.</summary>
/// <param name="settings">Where to ask.</param>
/// <param name="clients">Makes the HTTP client.</param>
internal sealed class UserInfo(AuthenticationSettings settings, IHttpClientFactory clients)
{
    /// <summary>Reads the profile of a token's user.</summary>
    /// <param name="user">Whose token it is.</param>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The profile; null when the user pool no longer takes the token.</returns>
    /// <exception cref="HttpRequestException">The user pool does not answer.</exception>
    internal async Task<User?> GetAsync(CurrentUser user, string accessToken, CancellationToken cancellationToken)
    {
        var address = settings.UserInfo ?? throw new HttpRequestException("Authentication:UserInfo is not set.");
        using var client = clients.CreateClient(nameof(UserInfo));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await client.SendAsync(request, cancellationToken);
        if (response.StatusCode == System.Net.HttpStatusCode.Unauthorized)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return Read(user, json.RootElement);
    }

    // For example {"sub":"…","email":"a@example.com","email_verified":"true","name":"A"}: Cognito's booleans are text here.
    private static User? Read(CurrentUser user, JsonElement claims)
    {
        if (!string.Equals(Text(claims, "sub"), user.Id, StringComparison.Ordinal))
        {
            return null;
        }

        var email = Text(claims, "email_verified") is "true" ? Text(claims, "email") : null;
        var name = Text(claims, "name") is { Length: > 0 } given ? given
            : email?.Split('@')[0] ?? user.Id[..Math.Min(8, user.Id.Length)];
        return new User(user.Id, email, name);
    }

    private static string? Text(JsonElement claims, string name) =>
        !claims.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.True ? "true"
        : null;
}

using OpenIddict.Abstractions;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>The OAuth request that brought the visitor to a page; every page needs a valid one.</summary>
/// <param name="Client">The app client.</param>
/// <param name="ReturnOrigin">Where the forms' answers end up, for the form-action policy.</param>
internal sealed record Visit(OpenIddictApplicationDescriptor Client, string ReturnOrigin)
{
    /// <summary>Reads the request; null and an error code when client or redirect address are not registered.</summary>
    public static (Visit? Visit, string? Error) Read(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<CognitoOptions>();
        var query = context.Request.Query;
        var client = Users.Clients.All(options).SingleOrDefault(it => it.ClientId == query["client_id"].ToString());
        if (client is null)
        {
            return (null, "invalid_client");
        }

        // Compared as text: a slash, a case or a port more is another address.
        var asked = query["redirect_uri"].ToString();
        var redirectUri = client.RedirectUris.SingleOrDefault(it => it.OriginalString == asked);
        return redirectUri is null
            ? (null, "redirect_mismatch")
            : (new Visit(client, redirectUri.GetLeftPart(UriPartial.Authority)), null);
    }
}

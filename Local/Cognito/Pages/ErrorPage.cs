namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>Explains requests that must not be answered by a redirect.</summary>
internal static class ErrorPage
{
    public static Task Show(HttpContext context)
    {
        var view = Page.View(context);
        var query = context.Request.Query;
        var error = query["error"].ToString();
        var message = error switch
        {
            "invalid_client" => view.Text.ErrorClient,
            "redirect_mismatch" => view.Text.ErrorRedirect,
            _ => view.Text.ErrorRequest,
        };
        // Shown as text only, and cut: whoever makes the link chooses the words.
        var details = string.Join(" · ", ((string?[])[error, query["error_description"], query["client_id"]])
            .Where(it => !string.IsNullOrEmpty(it)).Select(it => it!.Length > 200 ? it[..200] : it));
        return context.ShowAsync<Problem>(
            view with
            {
                Error = message,
                Details = details.Length == 0 ? null : details,
                Home = context.RequestServices.GetRequiredService<CognitoOptions>().WebOrigins[0],
            },
            StatusCodes.Status400BadRequest);
    }
}

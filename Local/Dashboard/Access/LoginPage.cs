using System.Text.Encodings.Web;

namespace KanbanAspire.Local.Dashboard.Access;

/// <summary>Is the page that asks for the token; plain HTML, so that it shows before the user interface is loaded.</summary>
internal static class LoginPage
{
    public static string Html(bool isWrong, string returnUrl) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Log in · Dashboard</title>
          <script src="/theme.js"></script>
          <link rel="stylesheet" href="/app.css">
          <link rel="icon" href="/favicon.svg">
        </head>
        <body class="login-page" no-fuib-style>
          <main class="login">
            <img src="/favicon.svg" alt="" width="48" height="48">
            <h1>Dashboard</h1>
            <p>This dashboard is for the developer who started the application. Open the link that was printed at the
              start, or paste its token here.</p>
            <form method="post" action="/login?returnUrl={HtmlEncoder.Default.Encode(Uri.EscapeDataString(returnUrl))}">
              <label for="token">Token</label>
              <input id="token" name="t" type="password" autocomplete="current-password" required autofocus
                data-testid="login-token" {(isWrong ? "aria-invalid=\"true\" aria-describedby=\"wrong\"" : "")}>
              {(isWrong ? """<p id="wrong" role="alert">That is not the token of this run.</p>""" : "")}
              <button type="submit" data-testid="login-submit">Log in</button>
            </form>
          </main>
        </body>
        </html>
        """;
}

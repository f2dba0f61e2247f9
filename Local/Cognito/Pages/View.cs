using KanbanAspire.Local.Cognito.Mail;

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>What a page shows.</summary>
/// <param name="Text">Texts of the visitor's language.</param>
/// <param name="Query">The OAuth request that every link and form carries on, with its question mark.</param>
/// <param name="Csrf">Value of the hidden field that proves the form is ours.</param>
public sealed record View(Texts Text, string Query, string Csrf)
{
    /// <summary>Address to fill in; null leaves the field empty.</summary>
    public string? Email { get; init; }

    /// <summary>What went wrong, shown first and announced.</summary>
    public string? Error { get; init; }

    /// <summary>What went well.</summary>
    public string? Notice { get; init; }

    /// <summary>Codes for developers, on the error page.</summary>
    public string? Details { get; init; }

    /// <summary>The web application, to go on from a page that leads nowhere.</summary>
    public string? Home { get; init; }

    /// <summary>The mailbox, newest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails { get; init; } = [];

    /// <summary>The mail that is open.</summary>
    public ReceivedMail? Mail { get; init; }

    /// <summary>The same page in the other language.</summary>
    public required string OtherLanguageLink { get; init; }
}

namespace KanbanAspire.Local.Cognito.Pages;

/// <summary>Every text of the pages; a language with a missing text does not compile.</summary>
public sealed partial record Texts
{
    public required string Language { get; init; }
    public required string OtherLanguage { get; init; }
    public required string OtherLanguageName { get; init; }
    public required string Tagline { get; init; }
    public required string Privacy { get; init; }

    public required string SignIn { get; init; }
    public required string SignInIntro { get; init; }
    public required string SignUp { get; init; }
    public required string SignUpIntro { get; init; }
    public required string Confirm { get; init; }
    public required string ConfirmIntro { get; init; }
    public required string Resend { get; init; }
    public required string ResendIntro { get; init; }
    public required string Forgot { get; init; }
    public required string ForgotIntro { get; init; }
    public required string Reset { get; init; }
    public required string ResetIntro { get; init; }
    public required string Problem { get; init; }
    public required string ProblemIntro { get; init; }

    public required string Email { get; init; }
    public required string Password { get; init; }
    public required string NewPassword { get; init; }
    public required string Code { get; init; }
    public required string CodeHint { get; init; }
    public required string ShowPassword { get; init; }
    public required string HidePassword { get; init; }
    public required string SendCode { get; init; }
    public required string ForgotLink { get; init; }
    public required string NoAccount { get; init; }
    public required string HaveAccount { get; init; }
    public required string NoCode { get; init; }
    public required string BackToSignIn { get; init; }
    public required string MailboxHint { get; init; }
    public required string MailboxLink { get; init; }

    public required string RulesTitle { get; init; }
    public required string RuleLength { get; init; }
    public required string RuleUpper { get; init; }
    public required string RuleLower { get; init; }
    public required string RuleDigit { get; init; }
    public required string RuleSymbol { get; init; }
    public required string RuleMet { get; init; }
    public required string RuleOpen { get; init; }

    public required string WrongPassword { get; init; }
    public required string TooMany { get; init; }
    public required string Taken { get; init; }
    public required string BadEmail { get; init; }
    public required string BadPassword { get; init; }
    public required string BadCode { get; init; }
    public required string FormExpired { get; init; }
    public required string CodeSent { get; init; }
    public required string Confirmed { get; init; }
    public required string PasswordChanged { get; init; }

    public required string ErrorClient { get; init; }
    public required string ErrorRedirect { get; init; }
    public required string ErrorRequest { get; init; }
    public required string ErrorDetails { get; init; }
    public required string Home { get; init; }

    public required string Mailbox { get; init; }
    public required string MailboxIntro { get; init; }
    public required string MailboxEmpty { get; init; }
    public required string MailTo { get; init; }
    public required string MailAt { get; init; }
    public required string BackToMailbox { get; init; }

    public required string ConfirmSubject { get; init; }
    public required string ConfirmMail { get; init; }
    public required string ResetSubject { get; init; }
    public required string ResetMail { get; init; }
    public required string MailIgnore { get; init; }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KanbanAspire.Local.Cognito.Mail;
using KanbanAspire.Local.Cognito.Pages;
using Microsoft.AspNetCore.Identity;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>Six-digit codes by mail; a user has one at a time, a new one replaces it.</summary>
internal sealed class Codes(UserManager<CognitoUser> users, Mailer mailer, TimeProvider time)
{
    /// <summary>Mails a new code in the language of the page.</summary>
    public async Task SendAsync(CognitoUser user, CodePurpose purpose, Texts text)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var life = purpose == CodePurpose.ConfirmSignUp ? TimeSpan.FromHours(24) : TimeSpan.FromHours(1);
        user.CodePurpose = purpose;
        user.CodeHash = Hash(user, purpose, code);
        user.CodeExpiresAtUnixSeconds = time.GetUtcNow().Add(life).ToUnixTimeSeconds();
        await users.UpdateAsync(user);

        var (subject, body) = purpose == CodePurpose.ConfirmSignUp
            ? (text.ConfirmSubject, text.ConfirmMail)
            : (text.ResetSubject, text.ResetMail);
        mailer.Send(user.Email!, string.Format(CultureInfo.InvariantCulture, subject, code),
            $"{body}\n\n    {code}\n\n{text.MailIgnore}\n");
    }

    /// <summary>Uses a code up for a change of its user.</summary>
    /// <returns>The changed user; null when the code does not fit, or another request has used it at the same time.</returns>
    public async Task<CognitoUser?> RedeemAsync(
        string email, CodePurpose purpose, string code, Action<CognitoUser> change)
    {
        var user = await users.FindByEmailAsync(email);
        if (user?.CodeHash is null || user.CodePurpose != purpose
            || user.CodeExpiresAtUnixSeconds <= time.GetUtcNow().ToUnixTimeSeconds()
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(user.CodeHash), Encoding.ASCII.GetBytes(Hash(user, purpose, code))))
        {
            return null;
        }

        user.CodeHash = null;
        change(user);
        return (await users.UpdateAsync(user)).Succeeded ? user : null;
    }

    private static string Hash(CognitoUser user, CodePurpose purpose, string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}:{purpose}:{code.Trim()}")));
}

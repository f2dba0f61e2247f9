using Microsoft.AspNetCore.Identity;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>A user of the pool: the id is the sub claim, the e-mail address is what one signs in with.</summary>
public sealed class CognitoUser : IdentityUser
{
    /// <summary>Hash of the code last mailed; null when none is open.</summary>
    public string? CodeHash { get; set; }

    /// <summary>What the code is for: <see cref="CodePurpose"/>.</summary>
    public CodePurpose CodePurpose { get; set; }

    /// <summary>End of the code's life, Unix seconds.</summary>
    public long CodeExpiresAtUnixSeconds { get; set; }
}

/// <summary>What a mailed code proves.</summary>
public enum CodePurpose
{
    /// <summary>The address is the user's: 24 hours.</summary>
    ConfirmSignUp,

    /// <summary>The user may choose a new password: 1 hour.</summary>
    ResetPassword,
}

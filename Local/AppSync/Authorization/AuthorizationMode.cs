namespace KanbanAspire.Local.AppSync.Authorization;

/// <summary>How a caller shows who it is.</summary>
internal enum AuthorizationMode
{
    /// <summary>A token of the user pool.</summary>
    Cognito,

    /// <summary>A signature of version 4 with an access key.</summary>
    Iam,
}

namespace KanbanAspire.Tests.Support;

/// <content>At the system that the tests share.</content>
public static partial class SignIn
{
    /// <summary>Gets an access token.</summary>
    /// <param name="system">The running system.</param>
    /// <param name="email">Who signs in.</param>
    /// <param name="password">With what password.</param>
    /// <returns>The token.</returns>
    public static Task<string> GetAccessTokenAsync(
        RunningSystem system, string email = DemoEmail, string password = DemoPassword) =>
        GetAccessTokenAsync(system.Cognito, system.Web, email, password);
}

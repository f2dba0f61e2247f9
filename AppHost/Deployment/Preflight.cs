using System.Globalization;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Finds what a deployment lacks before anything is built, so that nobody waits for the answer.</summary>
internal static class Preflight
{
    private const int MinNodeVersion = 20;

    private static readonly string[] CredentialVariables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    /// <summary>Checks this machine; calls nobody.</summary>
    /// <returns>What is missing and what to do about it, one line each; empty when nothing is.</returns>
    public static IReadOnlyList<string> Missing() => [.. new[] { Node(), Npm(), Credentials() }.OfType<string>()];

    private static string? Node()
    {
        var version = Command.Read("node", "--version")?.Trim();
        return version is ['v', .. var number] && int.TryParse(number.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major >= MinNodeVersion
            ? null
            : $"Node.js {MinNodeVersion} or later was not found{(version is null ? "" : $" (this is {version})")}: the CDK runs on it. Install it from https://nodejs.org.";
    }

    private static string? Npm() => HostingMode.IsOnPath("npx")
        ? null
        : "npx was not found: it fetches the CDK's command line. It comes with Node.js, https://nodejs.org.";

    private static string? Credentials()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] files =
        [
            Environment.GetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(home, ".aws", "credentials"),
            Environment.GetEnvironmentVariable("AWS_CONFIG_FILE") ?? Path.Combine(home, ".aws", "config"),
        ];
        return Array.Exists(CredentialVariables, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }) || Array.Exists(files, File.Exists)
            ? null
            : "No AWS credentials were found. Sign in with 'aws configure' or 'aws sso login', or set AWS_PROFILE.";
    }
}

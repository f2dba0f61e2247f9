using System.Globalization;
using KanbanAspire.AppHost.Stack;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Finds what a deployment lacks before anything is built, so that nobody waits for the answer.</summary>
internal static class Preflight
{
    private const int MinNodeVersion = 20;
    private const int RecommendedNodeVersion = 22;
    // What the stack's own rule asks for.
    private const int MinBootstrapVersion = 6;

    private static readonly string[] CredentialVariables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    /// <summary>Checks this machine and, where the AWS CLI is installed and there are credentials, the account.</summary>
    /// <returns>What is missing and what to do about it, one line each; empty when nothing is.</returns>
    public static IReadOnlyList<string> Missing()
    {
        var credentials = Credentials();
        return [.. new[] { Node(), Npm(), credentials, credentials is null ? Account() : null }.OfType<string>()];
    }

    private static string? Node()
    {
        var version = Command.Read("node", "--version") is (true, var text) ? text : null;
        return version is ['v', .. var number] && int.TryParse(number.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major >= MinNodeVersion
            ? null
            : $"Node.js {MinNodeVersion} or later ({RecommendedNodeVersion} is recommended) was not found{(version is null ? "" : $" (this is {version})")}: the CDK runs on it. Install it from https://nodejs.org.";
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

    // Without the AWS CLI the CDK says the same, but only when everything is built.
    private static string? Account()
    {
        switch (Aws("sts", "get-caller-identity", "--query", "Account"))
        {
            case null:
                return null;
            case (false, var error):
                return $"AWS does not take the credentials: {LastLine(error)} Sign in again with 'aws configure' or 'aws sso login'.";
            case (true, var account):
                var version = Aws("ssm", "get-parameter", "--name", $"/cdk-bootstrap/{Cdk.Qualifier}/version", "--query", "Parameter.Value");
                return version switch
                {
                    (true, var text) when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number < MinBootstrapVersion =>
                        $"The CDK's bootstrap of account {account} in {StackSettings.Region} is too old ({number}, needed is {MinBootstrapVersion}). Renew it: {Bootstrap(account)}",
                    (false, var error) when error.Contains("ParameterNotFound", StringComparison.Ordinal) =>
                        $"Account {account} is not bootstrapped for the CDK in {StackSettings.Region}. Once: {Bootstrap(account)}",
                    // Whoever may not read that parameter may still deploy.
                    _ => null,
                };
        }
    }

    private static string Bootstrap(string account) => $"npx {Cdk.Package} bootstrap aws://{account}/{StackSettings.Region}";

    private static (bool IsSuccess, string Text)? Aws(params string[] arguments) => Command.Read(
        "aws", [.. arguments, "--region", StackSettings.Region, "--output", "text", "--cli-connect-timeout", "10", "--cli-read-timeout", "10"]);

    private static string LastLine(string text) => text.Split('\n')[^1].Trim();
}

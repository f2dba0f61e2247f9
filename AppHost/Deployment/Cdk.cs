namespace KanbanAspire.AppHost.Deployment;

/// <summary>Runs the CDK's command line, in the one version that this repository was tried with.</summary>
internal static class Cdk
{
    /// <summary>The npm package that npx fetches.</summary>
    public const string Package = "aws-cdk@2.1148.1";

    /// <summary>Names the bootstrap that is used: the CDK's own.</summary>
    public const string Qualifier = "hnb659fds";

    /// <summary>Runs it; it prints for itself.</summary>
    /// <param name="arguments">Arguments.</param>
    /// <returns>Its exit code.</returns>
    public static Task<int> RunAsync(IEnumerable<string> arguments) =>
        Command.RunAsync("npx", ["--yes", Package, .. arguments, "--no-notices", "--no-version-reporting"]);
}

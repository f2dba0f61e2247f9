using System.Text.Json;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Runs the CDK's command line, in the one version that this repository was tried with.</summary>
internal static class Cdk
{
    /// <summary>The npm package that npx fetches.</summary>
    public const string Package = "aws-cdk@2.1148.1";

    /// <summary>Names the bootstrap that is used: the CDK's own.</summary>
    public const string Qualifier = "hnb659fds";

    /// <summary>Runs it; it prints for itself.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="parameters">Parameters of the stack, <c>stack:Name=value</c>, which are no arguments, so that a secret stays one.</param>
    /// <returns>Its exit code.</returns>
    public static Task<int> RunAsync(IDistributedApplicationBuilder builder, IEnumerable<string> arguments, IReadOnlyList<string> parameters) =>
        Command.RunAsync(
            "npx",
            [
                "--yes", "--package", Package, "--", "node", Path.Combine(builder.AppHostDirectory, "Deployment", "cdk.cjs"),
                .. arguments, "--no-notices", "--no-version-reporting",
            ],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["KANBAN_STACK_PARAMETERS"] = JsonSerializer.Serialize(parameters) });
}

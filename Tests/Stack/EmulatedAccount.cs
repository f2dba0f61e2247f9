namespace KanbanAspire.Tests.Stack;

/// <summary>An emulated AWS account, and a machine with the CDK's real command line whose AWS CLI asks that account.</summary>
public sealed class EmulatedAccount : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-account-");

    private EmulatedAccount(CloudFormationEmulator aws, string[] programs)
    {
        Aws = aws;
        Programs = new Programs(_folder.CreateSubdirectory("bin").FullName, ["node", "npm", "npx", "sh", .. programs]);
        Programs.Write("aws", $$"""
            exec node -e 'fetch("{{aws.Address}}/cli", { method: "POST", body: process.argv.slice(1).join("\n") })
              .then(async answer => { (answer.ok ? process.stdout : process.stderr).write(await answer.text()); process.exitCode = answer.ok ? 0 : 254 })' -- "$@"
            """);
    }

    /// <summary>Gets the account.</summary>
    public CloudFormationEmulator Aws { get; }

    /// <summary>Gets the programs of the machine.</summary>
    public Programs Programs { get; }

    /// <summary>Gets a folder of the machine, which is deleted at the end.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Makes an account with nothing in it.</summary>
    /// <param name="programs">Further programs of this machine.</param>
    public static async Task<EmulatedAccount> StartAsync(params string[] programs) => new(await CloudFormationEmulator.StartAsync(), programs);

    /// <summary>Runs AppHost with empty packages and a data folder of its own.</summary>
    /// <param name="arguments">Command and options.</param>
    /// <returns>Exit code and output.</returns>
    public Task<(int ExitCode, IReadOnlyList<string> Output)> RunAsync(params string[] arguments)
    {
        string[] packages = arguments[0] is "destroy" ? [] : ["--packages", Programs.Packages()];
        string[] output = packages is [] || arguments.Contains("--output-path") ? [] : ["--output-path", Folder];
        return PublishedStack.RunAsync([.. arguments, "--data", Folder, .. packages, .. output], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = Programs.Path,
            ["HOME"] = Folder,
            ["npm_config_cache"] = Environment.GetEnvironmentVariable("npm_config_cache")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm"),
            ["AWS_PROFILE"] = null,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL"] = Aws.Address,
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

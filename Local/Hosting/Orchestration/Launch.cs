using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.DynamoDB;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.Local.ChildProcesses;
using KanbanAspire.Local.DynamoDB;

namespace KanbanAspire.Local.Hosting;

/// <summary>Says how the process of a resource is started.</summary>
/// <param name="ResourceType">Type shown.</param>
/// <param name="Source">What is run, without folders of this machine.</param>
/// <param name="RestartsByItself">True for what other resources stand on.</param>
/// <param name="Environment">Makes the variables that the process gets on top of the inherited ones.</param>
/// <param name="PrepareAsync">Makes ready what has to be there first and says what to start.</param>
/// <param name="ExplainExit">Makes a reason with a remedy of the last console lines; null where there is none.</param>
internal sealed record Launch(
    string ResourceType,
    string Source,
    bool RestartsByItself,
    Func<Dictionary<string, string>> Environment,
    Func<Action<string>, IReadOnlyDictionary<string, string>, CancellationToken, Task<ChildProcessStart>> PrepareAsync,
    Func<IReadOnlyList<string>, string?>? ExplainExit = null)
{
    // As with Aspire: where the AppHost itself listens and what profile it was started with is not the resources' business.
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOGLEVEL",
    ];

    /// <summary>Chooses how a resource is started.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cacheFolder">Folder for downloads.</param>
    /// <returns>The way.</returns>
    public static Launch For(Resource resource, string cacheFolder) => resource switch
    {
        DynamoDBLocalResource dynamodb => ForDynamoDB(dynamodb, cacheFolder),
        LambdaEmulatorResource => ForBuilt(resource, "Lambda service", "LambdaEmulator", restartsByItself: true),
        APIGatewayEmulatorResource => ForBuilt(resource, "API Gateway", "ApiGateway", restartsByItself: true),
        ProjectResource project => ForBuilt(
            resource, "Project", Path.GetFileNameWithoutExtension(project.ProjectPath), restartsByItself: false),
        _ => throw new StartException($"'{resource.Name}' is of a type that cannot be run here."),
    };

    /// <summary>Starts a project of the solution from its build output, in its source folder.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="type">Type shown.</param>
    /// <param name="project">Project name.</param>
    /// <param name="restartsByItself">True for what other resources stand on.</param>
    /// <returns>The way.</returns>
    public static Launch ForBuilt(Resource resource, string type, string project, bool restartsByItself)
    {
        var directory = (resource as ProjectResource)?.ProjectPath is { } path ? Path.GetDirectoryName(path) : null;
        return new Launch(
            type, $"{project}.csproj", restartsByItself, () => EnvironmentOf(resource), (_, environment, _) =>
            {
                try
                {
                    return Task.FromResult(Start(Builds.Executable(project), [], directory, environment));
                }
                catch (FileNotFoundException e)
                {
                    throw new StartException(e.Message);
                }
            });
    }

    private static Launch ForDynamoDB(DynamoDBLocalResource dynamodb, string cacheFolder)
    {
        var file = dynamodb.Options.LocalStorageDirectory is { } folder ? Path.Combine(folder, "dynamodb.db") : null;
        return new Launch(
            "DynamoDB", $"dynoxide {Dynoxide.Version}", RestartsByItself: true, () => EnvironmentOf(dynamodb), async (report, environment, cancellationToken) =>
            {
                if (file is not null && DataFile.Check(file) is { } problem)
                {
                    throw new StartException(problem);
                }

                try
                {
                    var executable = await Dynoxide.GetExecutableAsync(
                        cacheFolder, line => Report(line, report), cancellationToken);
                    return Start(executable, Dynoxide.ServeArguments(dynamodb.Model.Endpoints[0].Port, file), null, environment);
                }
                catch (DynoxideException e)
                {
                    throw new StartException(e.Message);
                }
            },
            last => file is null
                ? null
                : $"DynamoDB cannot use {file}: {string.Join(' ', last)} Put a copy back, or start with --fresh to begin with empty tables.");
    }

    private static void Report(string line, Action<string> report)
    {
        Console.WriteLine(line);
        report(line);
    }

    private static Dictionary<string, string> EnvironmentOf(Resource resource)
    {
        var environment = Telemetry.Variables(resource.Name);
        if (resource is ProjectResource && resource.Model.Endpoints.Count > 0)
        {
            environment["ASPNETCORE_URLS"] = string.Join(';', resource.Model.Endpoints.Select(e => e.Url));
        }

        foreach (var set in resource.Model.Environment)
        {
            set(environment);
        }

        return environment;
    }

    private static ChildProcessStart Start(
        string executable, IReadOnlyList<string> arguments, string? directory, IReadOnlyDictionary<string, string> environment)
    {
        var variables = NotInherited.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        // Many small processes start on one laptop at once: one heap each; no optimizing before the system is up (hexadecimal
        // milliseconds without new code), no profiling for it; code is written where it runs, not by way of a second mapping.
        variables["DOTNET_gcServer"] = "0";
        variables["DOTNET_TieredPGO"] = "0";
        variables["DOTNET_TC_CallCountingDelayMs"] = "3E8";
        variables["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        return new ChildProcessStart(executable, arguments, directory, variables);
    }
}

using System.Globalization;
using Aspire.Hosting.Pipelines;
using KanbanAspire.AppHost.Stack;
using KanbanAspire.AppHost.Submission;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Carries out <c>deploy</c> and <c>destroy</c> around what the hosting publishes.</summary>
internal static class Deployments
{
    /// <summary>Does what comes before publishing.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The exit code when that is all; null to go on.</returns>
    public static async Task<int?> BeginAsync(IDistributedApplicationBuilder builder)
    {
        var (command, name) = (builder.Configuration["Stack:Command"], NameOf(builder.Configuration));
        if (StackSettings.Rejected(builder.Configuration) is { } refused)
        {
            await Console.Error.WriteLineAsync(refused);
            return 2;
        }

        var missing = command switch
        {
            null => [],
            "deploy" or "destroy" => Preflight.Missing(name, command is "deploy", builder.Configuration["Stack:Stage"]),
            _ => Preflight.MissingToPublish(),
        };
        if (missing.Count > 0)
        {
            await Console.Error.WriteLineAsync($"Cannot {command} yet:\n{string.Join('\n', missing.Select(line => $"  - {line}"))}");
            return 1;
        }

        if (builder.Configuration["Pipeline:OutputPath"] is { } output && File.Exists(output))
        {
            await Console.Error.WriteLineAsync($"{output} is a file. --output-path takes a folder.");
            return 2;
        }

        if (command is "submit" && Assignment.Missing(RootOf(builder)) is { } instead)
        {
            await Console.Error.WriteLineAsync(instead);
            return 1;
        }

        if (command is null && builder.Configuration["Stack:Name"] is not null && builder.FindDeployedStack() is null)
        {
            var file = DeployedStack.FileOf(builder, name);
            await Console.Error.WriteLineAsync(
                (File.Exists(file) ? $"The addresses and ids of stack {name} cannot be read from {file}." : $"Stack {name} was not deployed from here: there is no {file}.")
                + " 'deploy' with the options of the last time writes it, and changes nothing else unless the sources have changed.");
            return 1;
        }

        if (IsPipelineOf("deploy", builder.Configuration))
        {
            builder.Pipeline.AddStep(StepOf("deploy"), _ => InStepAsync(() => DeployPublishedAsync(builder)), dependsOn: WellKnownPipelineSteps.Publish);
        }
        else if (IsPipelineOf("destroy", builder.Configuration))
        {
            builder.Pipeline.AddStep(StepOf("destroy"), _ => InStepAsync(() => DestroyAsync(builder)));
            await builder.Build().RunAsync();
            return Environment.ExitCode;
        }

        return command switch
        {
            "destroy" => await DestroyAsync(builder),
            "submit" => await SubmitAsync(builder, name),
            _ => null,
        };
    }

    /// <summary>Does what comes after publishing: says what is in the template, and deploys it.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The exit code. It does not rely on the hosting's, which may be 0 even when publishing failed.</returns>
    public static async Task<int> FinishAsync(IDistributedApplicationBuilder builder) =>
        IsPipelineOf("deploy", builder.Configuration) ? Environment.ExitCode : await DeployPublishedAsync(builder);

    /// <summary>Names the pipeline step by which the Aspire CLI deploys or destroys the stack.</summary>
    /// <param name="command"><c>deploy</c> or <c>destroy</c>.</param>
    /// <returns>The name.</returns>
    public static string StepOf(string command) => $"{command}-stack";

    private static bool IsPipelineOf(string command, IConfiguration configuration) => configuration["Pipeline:Step"] == StepOf(command);

    // The CLI shows what a step throws, and nothing of AppHost's own error output.
    private static async Task InStepAsync(Func<Task<int>> command)
    {
        await using var told = new StringWriter();
        var error = Console.Error;
        Console.SetError(told);
        try
        {
            Environment.ExitCode = await command();
        }
        finally
        {
            Console.SetError(error);
        }

        if (Environment.ExitCode != 0)
        {
            throw new DistributedApplicationException(told.ToString().Trim());
        }

        await error.WriteAsync(told.ToString());
    }

    private static async Task<int> DeployPublishedAsync(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var folder = Path.GetFullPath(configuration["Pipeline:OutputPath"] ?? ".");
        var assembly = Path.GetFileName(folder) == "cdk.out" ? folder : Path.Combine(folder, "cdk.out");
        var name = NameOf(configuration);
        var template = Path.Combine(assembly, $"{name}.template.json");
        if (!File.Exists(template))
        {
            await Console.Error.WriteLineAsync($"Nothing was published: there is no {template}. The reason stands above.");
            return 1;
        }

        Summary.Print(template, name, configuration["Stack:Stage"] ?? "course");
        return configuration["Stack:Command"] is "deploy" ? await DeployAsync(builder, assembly, name) : 0;
    }

    // The template is a means here: a run of its own publishes it, because the hosting takes the folder from the arguments alone.
    private static async Task<int> SubmitAsync(IDistributedApplicationBuilder builder, string name)
    {
        var folder = Directory.CreateTempSubdirectory("kanban-aspire-submit-");
        try
        {
            string[] arguments = ["publish", .. StackArguments(builder.Configuration), "--output-path", folder.FullName];
            var (program, first) = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) is not "dotnet"
                ? (path, arguments)
                : ("dotnet", [typeof(Deployments).Assembly.Location, .. arguments]);
            var exitCode = await Command.RunAsync(program, first);
            if (exitCode == 0)
            {
                AssignmentZip.Write(builder.Configuration, RootOf(builder), Path.Combine(folder.FullName, "cdk.out", $"{name}.template.json"));
            }

            return exitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Parameters are left out: the template holds no values of them, and a secret is nothing for a command line.
    private static IEnumerable<string> StackArguments(IConfiguration configuration) =>
        from setting in configuration.GetSection("Stack").GetChildren()
        where setting is { Key: not "Command", Value: not null }
        select $"--Stack:{setting.Key}={setting.Value}";

    private static async Task<int> DeployAsync(IDistributedApplicationBuilder builder, string assembly, string name)
    {
        var file = DeployedStack.FileOf(builder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (await ParametersAsync(builder, assembly, name) is not { } parameters)
        {
            return 1;
        }

        var reserved = int.Parse(parameters.GetValueOrDefault("ApiConcurrency", "0"), CultureInfo.InvariantCulture);
        if ((Preflight.Concurrency(reserved) ?? Preflight.LiftProtectionOfRest(name)) is { } inTheWay)
        {
            await Console.Error.WriteLineAsync(inTheWay);
            return 1;
        }

        // Beside what is known, which stays until something newer is there as a whole.
        var written = $"{file}.new";
        File.Delete(written);
        var exitCode = await Cdk.RunAsync(
            builder, ["deploy", name, "--app", assembly, .. Approval(builder.Configuration), "--outputs-file", written],
            [.. parameters.Select(parameter => $"{name}:{parameter.Key}={parameter.Value}")]);
        if (exitCode != 0 || !File.Exists(written))
        {
            await Console.Error.WriteLineAsync(
                Preflight.Explain(name) ?? $"The CDK ended with exit code {exitCode}, before the stack was deployed. What CloudFormation has begun it finishes, or takes back, without this machine; deploy again "
                + "after that. If the CDK asks for a bootstrapped environment, once for each account and region: "
                + $"npx --yes {Cdk.Package} bootstrap aws://ACCOUNT/{StackSettings.Region}");
            return 1;
        }

        File.Move(written, file, overwrite: true);
        Console.WriteLine($"Stack {name} is deployed. Addresses and ids, kept in {file}:");
        foreach (var (output, value) in DeployedStack.Read(file, name)?.Outputs ?? new Dictionary<string, string>())
        {
            Console.WriteLine($"  {output,-18} {value}");
        }

        if (!StackSettings.UsesCloudFront(builder.Configuration))
        {
            Console.WriteLine($"Without CloudFront the pages run on this machine: dotnet run --project AppHost -- --stack {name}");
        }

        return 0;
    }

    // The stage prod takes over the tables that an earlier stack left, and asks before permissions get wider, where a terminal is attached.
    private static IEnumerable<string> Approval(IConfiguration configuration) => configuration["Stack:Stage"] is "prod"
        ? ["--require-approval", Console.IsInputRedirected ? "never" : "broadening", "--import-existing-resources"]
        : ["--require-approval", "never"];

    private static async Task<IReadOnlyDictionary<string, string>?> ParametersAsync(IDistributedApplicationBuilder builder, string assembly, string name)
    {
        var template = Path.Combine(assembly, $"{name}.template.json");
        var parameters = StackParameters.Read(builder.Configuration, template);
        if (parameters.Problems.Count > 0)
        {
            await Console.Error.WriteLineAsync($"Cannot deploy with these parameters:\n{string.Join('\n', parameters.Problems.Select(line => $"  - {line}"))}");
            return null;
        }

        // The stage prod answers through CloudFront alone, by a secret that its first deployment makes. A second one would shut
        // people out until all of CloudFront knows it.
        if (builder.Configuration["Stack:Stage"] is "prod" && StackSettings.UsesCloudFront(builder.Configuration)
            && !parameters.Values.ContainsKey(StackParameters.OriginSecret))
        {
            var hasSecret = Preflight.HasSecret(name) ?? (File.Exists(DeployedStack.FileOf(builder, name)) ? true : null);
            if (hasSecret is null)
            {
                await Console.Error.WriteLineAsync(
                    $"Whether there is a stack {name} already, which has a secret for CloudFront, cannot be found out. Install the AWS CLI, or set "
                    + $"the environment variable Parameters__{StackParameters.OriginSecret} to 32 or more letters and digits.");
                return null;
            }

            parameters = hasSecret == true ? parameters : parameters.WithOriginSecret();
        }

        return parameters.WithRelease(template).Values;
    }

    // The CDK deletes a stack by the name in an assembly; nothing is built for that.
    private static async Task<int> DestroyAsync(IDistributedApplicationBuilder builder)
    {
        var name = NameOf(builder.Configuration);
        if (Preflight.Stack(name) is ({ Length: 0 }, _, _))
        {
            DeployedStack.Forget(builder, name);
            Console.WriteLine($"There is no stack {name} in {StackSettings.Region}.");
            return 0;
        }

        var assembly = Directory.CreateTempSubdirectory("kanban-aspire-destroy-");
        await File.WriteAllTextAsync(Path.Combine(assembly.FullName, "empty.template.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(assembly.FullName, "manifest.json"), $$"""
            {
              "version": "38.0.0",
              "artifacts": {
                "{{name}}": {
                  "type": "aws:cloudformation:stack",
                  "environment": "aws://unknown-account/{{StackSettings.Region}}",
                  "properties": {
                    "templateFile": "empty.template.json",
                    "stackName": "{{name}}",
                    "assumeRoleArn": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-{{Cdk.Qualifier}}-deploy-role-${AWS::AccountId}-{{StackSettings.Region}}",
                    "cloudFormationExecutionRoleArn": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-{{Cdk.Qualifier}}-cfn-exec-role-${AWS::AccountId}-{{StackSettings.Region}}"
                  }
                }
              }
            }
            """);
        var exitCode = await Cdk.RunAsync(builder, ["destroy", name, "--app", assembly.FullName, "--force"], []);
        assembly.Delete(recursive: true);
        if (exitCode != 0)
        {
            await Console.Error.WriteLineAsync(
                $"The CDK ended with exit code {exitCode}. A stack of the stage prod is protected: docs/deploy.md says how to give that up.");
            return 1;
        }

        DeployedStack.Forget(builder, name);
        Console.WriteLine($"Stack {name} is deleted.");
        return 0;
    }

    private static string RootOf(IDistributedApplicationBuilder builder) => Path.GetFullPath(Path.Combine(builder.AppHostDirectory, ".."));

    private static string NameOf(IConfiguration configuration) => configuration["Stack:Name"] ?? StackSettings.DefaultName;
}

using KanbanAspire.AppHost.Deployment;
using KanbanAspire.AppHost.Stack;
using KanbanAspire.AppHost.Submission;

namespace KanbanAspire.AppHost;

/// <summary>Turns the short options that people type into the configuration that the hosting reads.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Usage: dotnet run --project AppHost [-- COMMAND] [OPTIONS]

          publish          write the CloudFormation template and what it deploys; needs no AWS account
          deploy           publish, then create or update the stack
          destroy          delete the stack
          submit           pack the course's assignment as a zip, out of the sources and docs/report
                           without a command, the system runs on this machine

          --stack NAME     name of the stack (default: kanban)
          --stage course|prod
                           course: deleting the stack leaves nothing (default); prod: tables and users are kept
          --architecture x64|arm64
                           processor of the functions (default: x64)
          --cloudfront yes|no
                           no: without pages in AWS, for accounts that may not use CloudFront yet (default: yes)
          --api-origin http-api|function-url
                           where CloudFront passes /api to (default: http-api); docs/cost.md compares them
          --capacity on-demand|provisioned
                           how the tables are paid for (default: on-demand); docs/cost.md says when provisioned pays
          --code native|readytorun
                           native code or nothing; or .NET's own code (default: native where this machine can)
          --packages DIR   take Api.zip and Scheduler.zip from DIR instead of building them
          --output-path DIR
                           where to write cdk.out (default: the present folder)
          --output DIR     where submit writes its zip (default: the present folder)
          --name NAME      who hands the assignment in; submit needs it
          --Parameters:Key VALUE
                           value of a parameter of the template, for example --Parameters:Mfa OPTIONAL

          --fresh          begin with empty tables and an empty user pool
          --data FOLDER    keep the data in FOLDER instead of .data
          --free-ports     take any free ports, so that this run does not meet another one
          --items-authorization none|jwt
                           none: /items without a token, as in the course before its chapter 8 (default: jwt)
          --Name:Key VALUE set any configuration value, for example --Parameters:session-key abc
          --help           show this

        AwsPackages=Bundled (default) or AwsPackages=NuGet in the environment chooses the set of AWS packages.
        """;

    private const string FreePorts = "--DcpPublisher:RandomizePorts=true";

    // What the Aspire CLI passes on; see https://aspire.dev/reference/cli/commands/aspire-publish/.
    private static readonly HashSet<string> AspireOptions = new(StringComparer.Ordinal)
    {
        "--operation", "--step", "--output-path", "--log-level", "--include-exception-details", "--clear-cache", "--yes",
        "--environment",
    };

    // Short options and the configuration that they set.
    private static readonly Dictionary<string, (string Key, Func<string, bool> Takes)> ShortOptions = new(StringComparer.Ordinal)
    {
        ["--data"] = ("Data:Folder", value => value.Length > 0),
        ["--items-authorization"] = ("ItemsAuthorization", value => value is "none" or "jwt"),
        ["--stack"] = ("Stack:Name", StackSettings.IsName),
        ["--stage"] = ("Stack:Stage", StackSettings.IsStage),
        ["--architecture"] = ("Stack:Architecture", StackSettings.IsArchitecture),
        ["--cloudfront"] = ("Stack:CloudFront", StackSettings.IsYesOrNo),
        ["--api-origin"] = ("Stack:ApiOrigin", StackSettings.IsApiOrigin),
        ["--capacity"] = ("Stack:Capacity", StackSettings.IsCapacity),
        ["--code"] = ("Stack:Code", StackSettings.IsCode),
        ["--packages"] = ("Stack:Packages", value => value.Length > 0),
        ["--output"] = ("Submission:Output", value => value.Length > 0),
        ["--name"] = ("Submission:Name", AssignmentZip.IsName),
    };

    /// <summary>Reads the arguments, after saying which hosting this is.</summary>
    /// <param name="args">What the person typed.</param>
    /// <returns>Arguments for the hosting; null when there is nothing to run, with the exit code in <see cref="Environment.ExitCode"/>.</returns>
    public static string[]? Read(string[] args)
    {
        // What helps, or does not start, ends with 2; so scripts notice.
        Environment.ExitCode = 2;
        var result = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (i == 0 && args[0] is "publish" or "deploy" or "destroy" or "submit")
            {
                result.AddRange(["--operation=publish", "--step=publish", $"--Stack:Command={args[0]}"]);
                continue;
            }

            var (name, value) = Split(args[i]);
            var takesValue = ShortOptions.ContainsKey(name) || AspireOptions.Contains(name) || IsConfigurationKey(name);
            if (takesValue && value is null)
            {
                value = i + 1 < args.Length ? args[++i] : null;
            }

            switch (name)
            {
                case "--fresh" when value is null:
                    result.Add("--Data:Fresh=true");
                    break;
                case "--free-ports" when value is null:
                    result.Add(FreePorts);
                    break;
                case "--step" when value is "deploy" or "destroy":
                    // The Aspire CLI's commands of these names: the same as here, as steps of its pipeline.
                    result.AddRange([$"--step={Deployments.StepOf(value)}", $"--Stack:Command={value}"]);
                    break;
                case var _ when value is not null && ShortOptions.TryGetValue(name, out var option) && option.Takes(value):
                    result.Add($"--{option.Key}={value}");
                    break;
                case "--help" or "-h" or "-?":
                    Console.WriteLine(Usage);
                    return null;
                case var _ when value is not null && (AspireOptions.Contains(name) || IsConfigurationKey(name)):
                    result.Add($"{name}={value}");
                    break;
                default:
                    Console.Error.WriteLine(takesValue ? $"{name} needs a value{(value is null ? "" : $", not '{value}'")}." : $"Unknown argument: {args[i]}");
                    Console.Error.WriteLine(Usage);
                    return null;
            }
        }

        if (args is ["submit", ..] && !result.Exists(argument => argument.StartsWith("--Submission:Name=", StringComparison.Ordinal)))
        {
            Console.Error.WriteLine("submit needs --name, for example: dotnet run --project AppHost -- submit --name \"홍길동\"");
            Console.Error.WriteLine(Usage);
            return null;
        }

        var runs = !result.Exists(argument => argument.StartsWith("--operation=publish", StringComparison.Ordinal));
        if (!AwsPackages.Announce(runs))
        {
            return null;
        }

        if (runs)
        {
            LocalDashboard.Configure(freePorts: result.Contains(FreePorts));
        }

        Environment.ExitCode = 0;
        return [.. result];
    }

    private static bool IsConfigurationKey(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf(':', StringComparison.Ordinal) > 2;

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}

namespace KanbanAspire.AppHost;

/// <summary>Turns the short options that people type into the configuration that the hosting reads.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Usage: dotnet run --project AppHost [-- OPTIONS]

          --fresh          begin with empty tables and an empty user pool
          --data FOLDER    keep the data in FOLDER instead of .data
          --free-ports     take any free ports, so that this run does not meet another one
          --items-authorization none|jwt
                           none: /items without a token, as in the course before its chapter 8 (default: jwt)
          --Name:Key VALUE set any configuration value, for example --Parameters:session-key abc
          --help           show this

        Hosting=Local or Hosting=Aspire in the environment chooses the set of packages.
        """;

    // What the Aspire CLI passes on; see https://aspire.dev/reference/cli/commands/aspire-publish/.
    private static readonly HashSet<string> AspireOptions = new(StringComparer.Ordinal)
    {
        "--operation", "--step", "--output-path", "--log-level", "--include-exception-details", "--clear-cache", "--yes",
        "--environment",
    };

    /// <summary>Reads the arguments, after saying which hosting this is.</summary>
    /// <param name="args">What the person typed.</param>
    /// <returns>Arguments for the hosting; null when usage was shown instead.</returns>
    public static string[]? Read(string[] args)
    {
        var result = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = Split(args[i]);
            var takesValue = name is "--data" or "--items-authorization" || AspireOptions.Contains(name) || IsConfigurationKey(name);
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
                    result.Add("--DcpPublisher:RandomizePorts=true");
                    break;
                case "--data" when value is { Length: > 0 }:
                    result.Add($"--Data:Folder={value}");
                    break;
                case "--items-authorization" when value is "none" or "jwt":
                    result.Add($"--ItemsAuthorization={value}");
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

        return HostingMode.Announce() ? [.. result] : null;
    }

    private static bool IsConfigurationKey(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf(':', StringComparison.Ordinal) > 2;

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}

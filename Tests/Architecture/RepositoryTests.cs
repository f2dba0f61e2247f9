using System.Diagnostics;
using System.Text.RegularExpressions;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Architecture;

/// <summary>Keeps what belongs to one machine, and secrets, out of the repository.</summary>
public sealed partial class RepositoryTests
{
    private static readonly string[] Binary = [".png", ".ico", ".jpg", ".zip", ".woff2", ".pdf"];

    [Fact]
    public void Files_Tracked_NameNoFolderOfAMachine() => AssertNoLine(MachinePath(), "Tests/Architecture/RepositoryTests.cs");

    [Fact]
    public void Files_Tracked_NameNoRegistry() => AssertNoLine(RegistryHost(), "Tests/Architecture/RepositoryTests.cs");

    [Fact]
    public void Files_Tracked_HoldNoPrivateKeys() => AssertNoLine(PrivateKey(), "Tests/Architecture/RepositoryTests.cs");

    [Fact]
    public void LockFiles_Tracked_HaveNoResolvedAddresses()
    {
        var wrong = TrackedFiles().Where(file => Path.GetFileName(file) == "package-lock.json")
            .Where(file => File.ReadAllText(Path.Combine(Repository.Root, file)).Contains("\"resolved\"", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }

    private static void AssertNoLine(Regex pattern, params string[] except)
    {
        var wrong = from file in TrackedFiles()
                    where !except.Contains(file, StringComparer.Ordinal)
                    from line in File.ReadLines(Path.Combine(Repository.Root, file)).Index()
                    where pattern.IsMatch(line.Item)
                    select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("git was not found. Install it, or run the tests in a clone.");
        var names = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return names.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !Binary.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            .Where(name => File.Exists(Path.Combine(Repository.Root, name)));
    }

    [GeneratedRegex(@"(?<![\w.~:/-])/(home|Users|root|work|tmp|var/tmp)/|[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"registry\.npmjs\.org|api\.nuget\.org|npmmirror|artifactory|nexus\.", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"BEGIN (RSA |EC )?PRIVATE KEY|AKIA[0-9A-Z]{16}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrivateKey();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Checks which version of the C library a native program needs: Lambda's system, Amazon Linux 2023, has 2.34.</summary>
internal static partial class Glibc
{
    /// <summary>The newest version that provided.al2023 has.</summary>
    public static readonly Version OfLambda = new(2, 34);

    /// <summary>Reads the version.</summary>
    /// <param name="file">An ELF program; its table of names holds texts such as <c>GLIBC_2.34</c>.</param>
    /// <returns>The newest version that it names; null when it names none.</returns>
    public static Version? Needed(string file) => Names().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(file)))
        .Select(match => new Version(2, int.Parse(match.Groups["minor"].Value, CultureInfo.InvariantCulture)))
        .DefaultIfEmpty(null)
        .Max();

    [GeneratedRegex("\0GLIBC_2\\.(?<minor>[0-9]{1,3})(?=[\0.])", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Names();
}

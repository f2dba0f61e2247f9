using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>
/// Are the parameters of <c>--Parameters:Name VALUE</c>, held to what the template says of them before anything is uploaded. Those
/// that are not named keep their values.
/// </summary>
/// <param name="Values">Values by name, as the template spells it.</param>
/// <param name="Problems">What CloudFormation would refuse, one line each; without the values, which may be secret.</param>
internal sealed record StackParameters(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Problems)
{
    /// <summary>Names what CloudFront tells the Api so that it answers CloudFront alone.</summary>
    public const string OriginSecret = "OriginSecret";

    /// <summary>Names the release; a new name makes new versions of the functions.</summary>
    public const string Release = "Release";

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The section <c>Parameters</c>.</param>
    /// <param name="template">File of the template.</param>
    /// <returns>The parameters.</returns>
    public static StackParameters Read(IConfiguration configuration, string template)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(template));
        var declared = document.RootElement.GetProperty("Parameters").EnumerateObject()
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var given in configuration.GetSection("Parameters").GetChildren())
        {
            var (name, value) = (given.Key, given.Value ?? "");
            if (!declared.TryGetValue(name, out var parameter))
            {
                problems.Add($"{name} is no parameter of the template. There are {string.Join(", ", declared.Keys)}.");
            }
            else if (!IsAllowed(parameter, value))
            {
                problems.Add($"{name} {TextOf(parameter, "ConstraintDescription") ?? "has a value that the template does not allow"}.");
            }

            values[declared.Keys.FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) ?? name] = value;
        }

        return new StackParameters(values, problems);
    }

    /// <summary>Adds a secret that nobody needs to know, where none was given.</summary>
    /// <returns>All parameters.</returns>
    public StackParameters WithOriginSecret() =>
        Values.ContainsKey(OriginSecret) ? this : With(OriginSecret, RandomNumberGenerator.GetHexString(40, lowercase: true));

    /// <summary>Names the release, where no name was given: the same template with the same parameters is the same release.</summary>
    /// <param name="template">File of the template, which names the functions' code by its hash.</param>
    /// <returns>All parameters.</returns>
    public StackParameters WithRelease(string template)
    {
        if (Values.ContainsKey(Release))
        {
            return this;
        }

        var text = string.Join('\n', Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}"));
        var hash = SHA256.HashData([.. File.ReadAllBytes(template), .. Encoding.UTF8.GetBytes(text)]);
        return With(Release, Convert.ToHexStringLower(hash)[..12]);
    }

    private StackParameters With(string name, string value) =>
        this with { Values = new Dictionary<string, string>(Values, StringComparer.Ordinal) { [name] = value } };

    private static bool IsAllowed(JsonElement parameter, string value) =>
        (!parameter.TryGetProperty("AllowedValues", out var values) || values.EnumerateArray().Any(allowed => allowed.GetString() == value))
        && (TextOf(parameter, "AllowedPattern") is not { } pattern
            // In CloudFormation a pattern has to match the whole value; $ alone would let a line break pass.
            || Regex.IsMatch(value, $"\\A(?:{pattern})\\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
        && (TextOf(parameter, "Type") is not "Number" || (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (!parameter.TryGetProperty("MinValue", out var min) || number >= min.GetDouble())
            && (!parameter.TryGetProperty("MaxValue", out var max) || number <= max.GetDouble())));

    private static string? TextOf(JsonElement parameter, string name) => parameter.TryGetProperty(name, out var text) ? text.GetString() : null;
}

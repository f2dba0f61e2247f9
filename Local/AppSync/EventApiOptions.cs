using KanbanAspire.Local.AppSync.Authorization;
using KanbanAspire.Local.AppSync.Channels;

namespace KanbanAspire.Local.AppSync;

/// <summary>What this Event API is configured with: the section <c>AppSync</c>.</summary>
/// <param name="Issuer">Issuer of the user pool's tokens, an absolute URI.</param>
/// <param name="ClientIds">App clients whose tokens are accepted; separated by commas in the section.</param>
/// <param name="Region">Region that signatures name.</param>
/// <param name="AccessKeys">Secret access keys by their id.</param>
/// <param name="Namespaces">Channel namespaces by name; what is not listed does not exist.</param>
internal sealed record EventApiOptions(
    string Issuer,
    IReadOnlyList<string> ClientIds,
    string Region,
    IReadOnlyDictionary<string, string> AccessKeys,
    IReadOnlyDictionary<string, ChannelNamespace> Namespaces)
{
    /// <summary>Reads the section.</summary>
    /// <param name="configuration">For example <c>AppSync__Namespaces__boards__Publish=IAM,Cognito</c> of the environment.</param>
    /// <returns>The options.</returns>
    /// <exception cref="InvalidOperationException">The issuer is missing.</exception>
    /// <exception cref="ArgumentException">An authorization mode is unknown.</exception>
    public static EventApiOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("AppSync");
        return new EventApiOptions(
            section["Issuer"] is { Length: > 0 } issuer ? issuer : throw new InvalidOperationException("AppSync__Issuer is not set."),
            List(section["ClientIds"]),
            section["Region"] ?? "us-east-1",
            section.GetSection("AccessKeys").GetChildren().ToDictionary(key => key.Key, key => key.Value ?? "", StringComparer.Ordinal),
            section.GetSection("Namespaces").GetChildren().ToDictionary(
                name => name.Key,
                name => new ChannelNamespace(Modes(name["Publish"]), Modes(name["Subscribe"])),
                StringComparer.Ordinal));
    }

    private static AuthorizationMode[] Modes(string? value) => [.. List(value).Select(mode => Enum.Parse<AuthorizationMode>(mode, ignoreCase: true))];

    private static string[] List(string? value) => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Names what a stack is for.</summary>
internal enum Stage
{
    /// <summary>Made in a class and deleted the same day: destroying it leaves nothing.</summary>
    Course,

    /// <summary>Keeps people's data: tables and user pool survive the stack and are protected from deletion.</summary>
    Prod,
}

/// <summary>What is decided when the template is written; what is decided at deployment are its parameters.</summary>
/// <param name="Name">Stack name.</param>
/// <param name="Stage">What it is for.</param>
/// <param name="Architecture"><c>x64</c> or <c>arm64</c>.</param>
/// <param name="HasCloudFront">Whether CloudFront serves the pages; without it they run on a developer's machine.</param>
/// <param name="HasProvisionedTables">Whether the tables' capacity is provisioned and follows the load, instead of on demand.</param>
/// <param name="HasFunctionUrl">Whether CloudFront passes <c>/api</c> to the function's own address instead of the HTTP API.</param>
/// <param name="Routes">Routes of the API, out of its OpenAPI document.</param>
/// <param name="SecurityHeaders">Headers of the front end, by name; <c>{identity}</c> stands for the user pool's origins, <c>{realtime}</c> for the Event API's.</param>
/// <param name="WebRoot">Folder with the built front end.</param>
internal sealed partial record StackSettings(
    string Name,
    Stage Stage,
    string Architecture,
    bool HasCloudFront,
    bool HasFunctionUrl,
    bool HasProvisionedTables,
    IReadOnlyList<Route> Routes,
    IReadOnlyDictionary<string, string> SecurityHeaders,
    string WebRoot)
{
    /// <summary>The stack whose resources have the course's names.</summary>
    public const string DefaultName = "kanban";

    /// <summary>The region of every stack, and of the user pool that stands in for one.</summary>
    public const string Region = "ap-northeast-2";

    private const string FunctionUrl = "function-url";
    private const string Provisioned = "provisioned";

    /// <summary>Gets a value indicating whether people's data is kept.</summary>
    public bool IsProd => Stage == Stage.Prod;

    /// <summary>Reads what the command line chose, and the files that the build wrote.</summary>
    /// <param name="configuration">
    /// <c>Stack:Name</c>, <c>Stack:Stage</c>, <c>Stack:Architecture</c>, <c>Stack:CloudFront</c>, <c>Stack:ApiOrigin</c> and <c>Stack:Capacity</c>.
    /// </param>
    /// <param name="repositoryRoot">Full path of the repository.</param>
    /// <returns>The settings.</returns>
    public static StackSettings From(IConfiguration configuration, string repositoryRoot) => new(
        configuration["Stack:Name"] ?? DefaultName,
        configuration["Stack:Stage"] is "prod" ? Stage.Prod : Stage.Course,
        configuration["Stack:Architecture"] ?? "x64",
        UsesCloudFront(configuration),
        configuration["Stack:ApiOrigin"] is FunctionUrl,
        configuration["Stack:Capacity"] is Provisioned,
        Read<List<Route>>(Path.Combine(repositoryRoot, "docs", "openapi", "routes.json")),
        Read<Dictionary<string, string>>(Path.Combine(repositoryRoot, "Web", "security-headers.json")),
        Path.Combine(repositoryRoot, "Web", "wwwroot"));

    /// <summary>Says whether a text can name a stack and, with the account's number, a sign-in domain.</summary>
    /// <param name="name">Any text.</param>
    /// <returns>True for up to 40 small letters, digits and hyphens without a word that Cognito reserves.</returns>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Checks a stage.</summary>
    /// <param name="stage">What was chosen.</param>
    /// <returns>Whether there is such a stage.</returns>
    public static bool IsStage(string stage) => stage is "course" or "prod";

    /// <summary>Checks the processor of the functions.</summary>
    /// <param name="architecture">What was chosen.</param>
    /// <returns>Whether Lambda has it.</returns>
    public static bool IsArchitecture(string architecture) => architecture is "x64" or "arm64";

    /// <summary>Checks a kind of code.</summary>
    /// <param name="code">What was chosen.</param>
    /// <returns>Whether functions can be packed so.</returns>
    public static bool IsCode(string code) => code is "native" or "readytorun";

    /// <summary>Checks whether the pages are served by CloudFront.</summary>
    /// <param name="choice">What was chosen.</param>
    /// <returns>Whether it is <c>yes</c> or <c>no</c>.</returns>
    public static bool IsYesOrNo(string choice) => choice is "yes" or "no";

    /// <summary>Checks what CloudFront passes <c>/api</c> to.</summary>
    /// <param name="origin">What was chosen.</param>
    /// <returns>Whether there is such an origin.</returns>
    public static bool IsApiOrigin(string origin) => origin is "http-api" or FunctionUrl;

    /// <summary>Checks how the tables' capacity is paid for.</summary>
    /// <param name="capacity">What was chosen.</param>
    /// <returns>Whether DynamoDB knows it.</returns>
    public static bool IsCapacity(string capacity) => capacity is "on-demand" or Provisioned;

    /// <summary>Says whether CloudFront serves the pages.</summary>
    /// <param name="configuration"><c>Stack:CloudFront</c>.</param>
    /// <returns>False when it was turned off.</returns>
    public static bool UsesCloudFront(IConfiguration configuration) => configuration["Stack:CloudFront"] is not "no";

    /// <summary>Checks what was chosen, by short options or as configuration.</summary>
    /// <param name="configuration">Section <c>Stack</c>.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Rejected(IConfiguration configuration) =>
        !IsName(configuration["Stack:Name"] ?? DefaultName)
            ? "A stack's name is of up to 40 small letters, digits and hyphens, without aws, amazon or cognito in it, which Cognito reserves."
        : configuration["Stack:Stage"] is { } stage && !IsStage(stage) ? "The stage is course or prod."
        : configuration["Stack:Architecture"] is { } architecture && !IsArchitecture(architecture) ? "The architecture is x64 or arm64."
        : configuration["Stack:Code"] is { } code && !IsCode(code) ? "The code is native or readytorun."
        : configuration["Stack:CloudFront"] is { } cloudFront && !IsYesOrNo(cloudFront) ? "CloudFront is yes or no."
        : configuration["Stack:ApiOrigin"] is { } origin && !IsApiOrigin(origin) ? "The API's origin is http-api or function-url."
        : configuration["Stack:Capacity"] is { } capacity && !IsCapacity(capacity) ? "The capacity is on-demand or provisioned."
        : configuration["Stack:ApiOrigin"] is FunctionUrl && !UsesCloudFront(configuration)
            ? "Without CloudFront the function's URL has no caller: --api-origin function-url needs --cloudfront yes."
        : null;

    /// <summary>Makes a physical name: the course's own in the default stack, marked with the stack's name in any other.</summary>
    /// <param name="name">Name in the default stack.</param>
    /// <returns>The name in this one, so that several stacks fit in one account.</returns>
    public string Named(string name) => Named(Name, name);

    /// <summary>Makes a physical name of a stack.</summary>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="name">Name in the default stack.</param>
    /// <returns>The name in that stack.</returns>
    public static string Named(string stack, string name) => stack == DefaultName ? name : $"{stack}-{name}";

    private static T Read<T>(string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"{file} is empty.");

    [GeneratedRegex(@"^(?!.*(aws|amazon|cognito))[a-z][a-z0-9-]{0,38}[a-z0-9]\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}

/// <summary>One route of the API.</summary>
/// <param name="RouteKey">Method and path, for example <c>GET /items/{id}</c>.</param>
/// <param name="Authorization"><c>JWT</c> or <c>NONE</c>.</param>
/// <param name="Scopes">Of which the token must have one; empty without authorization.</param>
internal sealed record Route(string RouteKey, string Authorization, IReadOnlyList<string> Scopes)
{
    /// <summary>Gets a value indicating whether it is the course's <c>/items</c> or below it.</summary>
    public bool IsOfTheCourse => $"{RouteKey.Split(' ')[1]}/".StartsWith("/items/", StringComparison.Ordinal);
}

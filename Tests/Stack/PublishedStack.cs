using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// What <c>publish</c> writes, once a test run for each stage, with empty packages: the functions' own are built by the
/// tests that run them.
/// </summary>
public sealed class PublishedStack : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-stack-");

    /// <summary>Gets the assembly of the stage <c>course</c>.</summary>
    public CloudAssembly Course { get; private set; } = null!;

    /// <summary>Gets the same, published again.</summary>
    public CloudAssembly Again { get; private set; } = null!;

    /// <summary>Gets the assembly of the stage <c>prod</c>, with another name and processor.</summary>
    public CloudAssembly Prod { get; private set; } = null!;

    /// <summary>Gets the assembly of the stage <c>course</c> without CloudFront.</summary>
    public CloudAssembly WithoutCloudFront { get; private set; } = null!;

    /// <summary>Gets the assembly of the stage <c>course</c> whose CloudFront calls the function's own address.</summary>
    public CloudAssembly FunctionUrl { get; private set; } = null!;

    /// <summary>Gets the assembly of the stage <c>prod</c> with provisioned tables.</summary>
    public CloudAssembly Provisioned { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var packages = new Programs(_folder.FullName).Packages();
        string[] options = ["--packages", packages];
        Course = await PublishAsync("course", "kanban", options);
        Again = await PublishAsync("again", "kanban", options);
        WithoutCloudFront = await PublishAsync("without-cloudfront", "kanban", [.. options, "--cloudfront", "no"]);
        FunctionUrl = await PublishAsync("function-url", "kanban", [.. options, "--api-origin", "function-url"]);
        Provisioned = await PublishAsync("provisioned", "kanban", [.. options, "--stage", "prod", "--capacity", "provisioned"]);
        Prod = await PublishAsync("prod", "team-board", [.. options, "--stack", "team-board", "--stage", "prod", "--architecture", "arm64"]);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private async Task<CloudAssembly> PublishAsync(string folder, string stack, string[] options)
    {
        var (exitCode, output) = await RunAsync(["publish", "--output-path", Path.Combine(_folder.FullName, folder), .. options]);
        Assert.True(exitCode == 0, string.Join('\n', output));
        return new CloudAssembly(Path.Combine(_folder.FullName, folder, "cdk.out"), stack, output);
    }

    /// <summary>Runs a command of the built AppHost, as on a machine without an AWS account.</summary>
    /// <param name="arguments">Command and options.</param>
    /// <param name="environment">Further variables.</param>
    /// <returns>Exit code and output.</returns>
    public static async Task<(int ExitCode, IReadOnlyList<string> Output)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var output = new List<string>();
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        var start = new ChildProcessStart(Repository.Built("AppHost"), arguments, Repository.Root, variables);
        await using var process = ChildProcess.Start(start, (line, _) =>
        {
            lock (output)
            {
                output.Add(line);
            }
        });
        // Two native compilations on a busy machine.
        var exitCode = await process.Exited.WaitAsync(TimeSpan.FromMinutes(15));
        lock (output)
        {
            return (exitCode, [.. output]);
        }
    }
}

/// <summary>Names the collection whose tests share <see cref="PublishedStack"/>.</summary>
[CollectionDefinition("Stack")]
public sealed class StackCollection : ICollectionFixture<PublishedStack>;

/// <summary>A folder <c>cdk.out</c>.</summary>
/// <param name="folder">Full path.</param>
/// <param name="stack">Stack name.</param>
/// <param name="output">What the command printed.</param>
public sealed class CloudAssembly(string folder, string stack, IReadOnlyList<string> output)
{
    /// <summary>Gets the full path.</summary>
    public string Folder { get; } = folder;

    /// <summary>Gets what the command printed.</summary>
    public IReadOnlyList<string> Output { get; } = output;

    /// <summary>Gets the template.</summary>
    public JsonObject Template { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, $"{stack}.template.json")))!.AsObject();

    /// <summary>Gets the resources by logical id.</summary>
    public JsonObject Resources => Template["Resources"]!.AsObject();

    /// <summary>Lists resources of a type.</summary>
    /// <param name="type">For example <c>AWS::DynamoDB::Table</c>.</param>
    /// <returns>Logical ids and resources.</returns>
    public IReadOnlyList<(string Id, JsonObject Resource)> OfType(string type) =>
        [.. Resources.Where(r => (string?)r.Value!["Type"] == type).Select(r => (r.Key, r.Value!.AsObject()))];

    /// <summary>Gets the properties of a resource.</summary>
    /// <param name="id">Logical id, or its beginning where CDK appends a hash.</param>
    /// <returns>The properties.</returns>
    public JsonNode Properties(string id) => Resource(id)["Properties"]!;

    /// <summary>Gets a resource.</summary>
    /// <param name="id">Logical id, or its beginning where CDK appends a hash.</param>
    /// <returns>The resource.</returns>
    public JsonNode Resource(string id) => Resources[id] ?? Resources.Single(r =>
        r.Key.Length == id.Length + 8 && r.Key.StartsWith(id, StringComparison.Ordinal)).Value!;

    /// <summary>Gets the properties of the function with a description.</summary>
    /// <param name="description">Part of its description.</param>
    /// <returns>The properties.</returns>
    public JsonNode Function(string description) => OfType("AWS::Lambda::Function").Select(f => f.Resource["Properties"]!)
        .Single(p => ((string?)p["Description"])?.Contains(description, StringComparison.Ordinal) == true);

    /// <summary>Gets the package of the function with a description.</summary>
    /// <param name="description">Part of its description.</param>
    /// <returns>Full path of the zip.</returns>
    public string ZipOf(string description) => Path.Combine(Folder, $"asset.{(string?)Function(description)["Code"]!["S3Key"]}");

    /// <summary>Checks a part of the template as a whole.</summary>
    /// <param name="expected">JSON.</param>
    /// <param name="actual">The part.</param>
    public static void AssertJson(string expected, JsonNode? actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nbut it is {actual?.ToJsonString()}");
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.ServiceDefaults;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Runs both functions as they are deployed: under the variables of the template, invoked with the events that API Gateway,
/// after its authorizer, and EventBridge send. Only what leads to AWS leads to emulators.
/// </summary>
public sealed class DeployedFunctions : IAsyncDisposable
{
    private readonly HttpClient _lambda;
    private readonly LambdaService _emulator;
    private readonly AmazonDynamoDBClient _dynamoDB;
    private readonly TableNames _tables;
    private readonly Dictionary<string, string> _api;

    private DeployedFunctions(
        HttpClient lambda, LambdaService emulator, AmazonDynamoDBClient dynamoDB, TableNames tables, CloudWatchEmulator cloudWatch, Dictionary<string, string> api)
    {
        (_lambda, _emulator, _dynamoDB, _tables, CloudWatch, _api) = (lambda, emulator, dynamoDB, tables, cloudWatch, api);
        Store = new BoardServices(dynamoDB, tables);
    }

    /// <summary>Gets or sets what makes the token of a request that comes to the function's own address, by the user's id; null for API Gateway's events.</summary>
    public Func<string, string>? TokenOf { get; set; }

    /// <summary>Gets the boards, past the functions.</summary>
    public BoardServices Store { get; }

    /// <summary>Gets what the functions' telemetry is sent to.</summary>
    public CloudWatchEmulator CloudWatch { get; }

    /// <summary>Gets the functions' logs, each line as <c>[api:1] …</c>.</summary>
    public IReadOnlyList<string> Log => _emulator.Lines;

    /// <summary>Starts the functions.</summary>
    /// <param name="stack">The template.</param>
    /// <param name="executable">Gives the program of a project.</param>
    /// <param name="variables">Variables of the functions that differ from the template's; null for none.</param>
    public static async Task<DeployedFunctions> StartAsync(
        CloudAssembly stack, Func<string, string> executable, Dictionary<string, string>? variables = null)
    {
        var dynamoDB = await DynamoDBEmulator.CreateClientAsync();
        var tables = await DynamoDBEmulator.CreateTablesAsync(dynamoDB);
        var cloudWatch = await CloudWatchEmulator.StartAsync();
        var values = new TemplateValues(stack);
        var (api, scheduler) = (values.Variables("Answers the HTTP API"), values.Variables("Inserts the course's item"));
        var here = new Dictionary<string, string>(cloudWatch.Variables, StringComparer.Ordinal)
        {
            // Nobody here signs anybody in: a name that is not known is made of the id.
            ["Authentication__UserInfo"] = "http://127.0.0.1:9/userInfo",
            // Nobody listens.
            ["AppSync__Endpoint"] = "http://127.0.0.1:9/event",
        };
        foreach (var (name, value) in (await DynamoDBEmulator.VariablesAsync(tables)).Concat(variables ?? []))
        {
            here[name] = value;
        }

        var emulator = await LambdaService.StartAsync(
            Function("api", executable("Api"), api, here), Function("scheduler", executable("Scheduler"), scheduler, here));
        return new DeployedFunctions(new HttpClient { BaseAddress = new Uri(emulator.Address) }, emulator, dynamoDB, tables, cloudWatch, api);
    }

    /// <summary>Puts an item into the table of the boards.</summary>
    public Task PutAsync(Dictionary<string, AttributeValue> item) => _dynamoDB.PutItemAsync(_tables.Kanban, item);

    /// <summary>Invokes the Scheduler as the rule does.</summary>
    /// <returns>Its answer.</returns>
    public Task<JsonObject> TickAsync() => InvokeAsync("scheduler", new JsonObject
    {
        ["version"] = "0",
        ["source"] = "aws.events",
        ["time"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["resources"] = new JsonArray("arn:aws:events:ap-northeast-2:123456789012:rule/dynamodb-1min-insert-timer"),
    });

    /// <summary>Invokes the Api as API Gateway does, with the claims of a token that its authorizer let pass.</summary>
    /// <param name="routeKey">For example <c>GET /api/boards/{boardId}</c>.</param>
    /// <param name="path">The same with values.</param>
    /// <param name="sub">Who asks; null for nobody.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="query">Without the question mark.</param>
    /// <returns>The answer, payload format 2.0.</returns>
    public Task<JsonObject> AskAsync(string routeKey, string path, string? sub, object? body = null, string query = "")
    {
        var method = routeKey.Split(' ')[0];
        var context = new JsonObject
        {
            ["http"] = new JsonObject { ["method"] = method, ["path"] = path, ["sourceIp"] = "192.0.2.1" },
            ["routeKey"] = routeKey,
            ["stage"] = "$default",
        };
        var headers = new JsonObject { ["content-type"] = "application/json", ["accept-encoding"] = "gzip", ["if-match"] = "\"2\"" };
        if (TokenOf is not null)
        {
            context["domainName"] = "id.lambda-url.ap-northeast-2.on.aws";
            headers["x-viewer-authorization"] = sub is null ? null : $"Bearer {TokenOf(sub)}";
        }
        else if (sub is not null)
        {
            context["authorizer"] = new JsonObject
            {
                ["jwt"] = new JsonObject
                {
                    ["claims"] = new JsonObject
                    {
                        ["sub"] = sub,
                        ["iss"] = _api["Authentication__Issuer"],
                        ["client_id"] = _api["Authentication__ClientIds"].Split(',')[0],
                        ["token_use"] = "access",
                        ["scope"] = "openid email profile",
                    },
                },
            };
        }

        return InvokeAsync("api", new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = routeKey,
            ["rawPath"] = path,
            ["rawQueryString"] = query,
            ["headers"] = headers,
            ["requestContext"] = context,
            ["body"] = body is null ? null : JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
            ["isBase64Encoded"] = false,
        });
    }

    /// <summary>Gets the metrics that CloudWatch makes of the functions' logs: namespace, name, and dimensions as <c>service=api,stack=kanban</c>.</summary>
    public HashSet<(string Namespace, string Name, string Dimensions)> EmbeddedMetrics()
    {
        var metrics = new HashSet<(string, string, string)>();
        foreach (var line in Log.Where(line => line.Contains("\"_aws\"", StringComparison.Ordinal)))
        {
            var json = JsonNode.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..])!;
            foreach (var directive in json["_aws"]!["CloudWatchMetrics"]!.AsArray())
            {
                // Another set of dimensions would be another metric.
                var dimensions = string.Join(',', Assert.Single(directive!["Dimensions"]!.AsArray())!.AsArray().Select(name => $"{name}={json[(string)name!]}"));
                metrics.UnionWith(directive["Metrics"]!.AsArray()
                    .Where(metric => json[(string)metric!["Name"]!] is not null)
                    .Select(metric => ((string)directive["Namespace"]!, (string)metric!["Name"]!, dimensions)));
            }
        }

        return metrics;
    }

    /// <summary>Gets the processor time that all copies of a function have used.</summary>
    /// <param name="function"><c>api</c> or <c>scheduler</c>.</param>
    public TimeSpan ProcessorTime(string function) => _emulator.ProcessIds(function).Aggregate(TimeSpan.Zero, (sum, id) =>
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        return sum + process.TotalProcessorTime;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        await CloudWatch.DisposeAsync();
        _lambda.Dispose();
        _dynamoDB.Dispose();
    }

    private async Task<JsonObject> InvokeAsync(string function, JsonObject payload)
    {
        using var response = await _lambda.PostAsJsonAsync($"/2015-03-31/functions/{function}/invocations", payload);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    // What Lambda, or an address in AWS, would be is replaced; everything else is the template's.
    private static FunctionProgram Function(
        string name, string executable, Dictionary<string, string> template, Dictionary<string, string> here)
    {
        var variables = new Dictionary<string, string>(template, StringComparer.Ordinal);
        foreach (var (key, value) in here)
        {
            variables[key] = value;
        }

        return new(name, executable, variables);
    }
}

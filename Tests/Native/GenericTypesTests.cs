using System.Text;
using KanbanAspire.Tests.Lambda;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Native;

/// <summary>
/// Holds <c>Api/Api.rd.xml</c> and <c>Scheduler/Scheduler.rd.xml</c> to the generic types that a function's container makes until its
/// first answer: in a native binary a type that is not there ready is put together at run time, at each start. ACCEPT=1 writes them anew.
/// </summary>
public sealed class GenericTypesTests
{
    private const string Request = """
        {"version":"2.0","routeKey":"GET /items/{id}","rawPath":"/items/1","rawQueryString":"","headers":{"host":"localhost"},"isBase64Encoded":false,
         "requestContext":{"http":{"method":"GET","path":"/items/1","protocol":"HTTP/1.1","sourceIp":"127.0.0.1"},"requestId":"1","stage":"$default"}}
        """;

    private const string Minute = """
        {"version":"0","id":"1","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012","time":"2026-01-01T00:00:00Z",
         "region":"ap-northeast-2","resources":["arn:aws:events:ap-northeast-2:123456789012:rule/dynamodb-1min-insert-timer"],"detail":{}}
        """;

    // What a collector gets in development, and what CloudWatch gets from a deployed function.
    private static readonly (string Name, string Value)[][] Telemetry =
    [
        [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")],
        [
            ("Telemetry__CloudWatch", "true"), ("Telemetry__EmbeddedMetrics", "true"),
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:9/v1/traces"), ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://127.0.0.1:9/v1/logs"),
        ],
    ];

    [Theory]
    [InlineData("Api", Request)]
    [InlineData("Scheduler", Minute)]
    public async Task Container_UntilTheFirstAnswer_MakesTheTypesThatAreCompiledAhead(string project, string payload)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var telemetry in Telemetry)
        {
            types.UnionWith(await TypesOfAsync(project, payload, telemetry));
        }

        var directives = Directives(types);

        var file = Path.Combine(Repository.Root, project, $"{project}.rd.xml");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(file, directives);
        }

        Assert.Equal(await File.ReadAllTextAsync(file), directives, ignoreLineEndingDifferences: true);
    }

    private static async Task<string[]> TypesOfAsync(string project, string payload, (string Name, string Value)[] telemetry)
    {
        using var table = await DynamoDBEmulator.CreateClientAsync();
        var names = await DynamoDBEmulator.CreateTablesAsync(table);

        await using var runtime = await FakeRuntimeApi.StartAsync();
        var file = Path.GetTempFileName();
        try
        {
            KeyValuePair<string, string?>[] variables =
            [
                runtime.Variable, Variable.Of("AWS_LAMBDA_FUNCTION_NAME", project), Variable.Of("ItemsAuthorization", "none"),
                Variable.Of("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), Variable.Of(StartupHook.FileVariable, file),
                .. (await DynamoDBEmulator.VariablesAsync(names)).Select(variable => Variable.Of(variable.Key, variable.Value)),
                .. telemetry.Select(variable => Variable.Of(variable.Name, variable.Value)),
            ];
            await using (ChildProcess.Start(
                new ChildProcessStart(Repository.Built(project), [], Repository.Root, new Dictionary<string, string?>(variables)), (_, _) => { }))
            {
                var posted = await runtime.HandleAsync(payload);
                Assert.EndsWith("/response", posted.Path, StringComparison.Ordinal);
            }

            var types = await File.ReadAllLinesAsync(file);
            Assert.NotEmpty(types);
            return types;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The Lambda packages are others where Aspire hosts.
    private static string Directives(IEnumerable<string> types)
    {
        var text = new StringBuilder("""
            <!-- Generic types that only the container names, so that the compiler does not see them. Written by Tests/Native/GenericTypesTests. -->
            <Directives xmlns="http://schemas.microsoft.com/netfx/2013/01/metadata">
              <Application>

            """);
        var assemblies = types.Where(type => !type.Contains("Amazon.Lambda", StringComparison.Ordinal))
            .Select(line => line.Split('|')).GroupBy(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            text.Append($"    <Assembly Name=\"{assembly.Key}\">\n");
            text.AppendJoin("", assembly.Select(type => $"      <Type Name=\"{type}\" Dynamic=\"Required All\" />\n"));
            text.Append("    </Assembly>\n");
        }

        return text.Append("  </Application>\n</Directives>\n").ToString();
    }
}

using System.IO.Compression;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Native;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>Runs what is deployed as it is deployed: the zip, unpacked, under the variables of the template.</summary>
[Collection("Stack")]
public sealed class PackageTests(PublishedStack stack)
{
    [NativeFact]
    public async Task Api_Unpacked_KnowsEveryRouteAndTrustsOnlyTheAuthorizer()
    {
        var executable = await NativeFunction.PublishAsync("Api");
        var folder = Directory.CreateTempSubdirectory("kanban-aspire-package-");
        ZipFile.ExtractToDirectory($"{executable}.zip", folder.FullName);
        await using (var api = await ApiStack.StartAsync(Variables(), executable: Path.Combine(folder.FullName, "bootstrap")))
        {
            var wrong = new List<string>();
            foreach (var (_, route) in stack.Course.OfType("AWS::ApiGatewayV2::Route"))
            {
                // No authorizer stands before the function here, so no event holds claims and nothing may be let in.
                var expected = (string?)(route["Properties"]!["AuthorizationType"] as JsonValue) is "NONE" ? 200 : 401;
                var status = await AskAsync(api.Client, (string)route["Properties"]!["RouteKey"]!);
                if (status != expected)
                {
                    wrong.Add($"{route["Properties"]!["RouteKey"]}: {status}");
                }
            }

            Assert.Empty(wrong);
        }

        folder.Delete(recursive: true);
    }

    private static async Task<int> AskAsync(HttpClient client, string routeKey)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(
            routeKey.Split(' ')[1], @"\{[^}]+\}", "1", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Parse(routeKey.Split(' ')[0]), path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer forged");
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    // What CloudFormation would fill in is filled in with the parameters' defaults, or with any text.
    private Dictionary<string, string> Variables() => stack.Course.Function("Answers the HTTP API")["Environment"]!["Variables"]!.AsObject()
        .Where(variable => variable.Key is not "Telemetry__CloudWatch")
        .ToDictionary(
            variable => variable.Key,
            variable => variable.Value is JsonValue text ? text.GetValue<string>()
                : (string?)stack.Course.Template["Parameters"]![(string?)variable.Value!["Ref"] ?? "none"]?["Default"] ?? "https://pool.example.com",
            StringComparer.Ordinal);
}

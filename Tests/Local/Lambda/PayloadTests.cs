using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.AspNetCoreServer.Internal;
using KanbanAspire.Local.ApiGateway;
using KanbanAspire.Local.Tokens;
using KanbanAspire.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>Checks the mapping of payload 2.0 against the recorded events in Events/, from HTTP to the event and from there to ASP.NET Core.</summary>
public sealed class PayloadTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Local", "Lambda", "Events");

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Request_OfRecordedCase_BecomesTheEvent(string name)
    {
        var recorded = Read(name);
        var written = JsonNode.Parse(RequestEvent.Write(ToRequest(recorded), BodyOf(recorded["request"]!)).Span)!;
        // What differs from request to request.
        Assert.True(written["headers"]!.AsObject().Remove("x-amzn-trace-id"));
        Assert.True(written["requestContext"]!.AsObject().Remove("requestId"));
        Assert.True(written["requestContext"]!.AsObject().Remove("time"));
        Assert.True(written["requestContext"]!.AsObject().Remove("timeEpoch"));

        Assert.True(JsonNode.DeepEquals(recorded["event"], written), $"expected {recorded["event"]!.ToJsonString()}\nactual   {written.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_OfRecordedCase_BecomesTheRequest(string name)
    {
        var recorded = Read(name);
        var seen = recorded["seen"]!;
        var request = new LambdaRequest(
            Payload.Read(Encoding.UTF8.GetBytes(recorded["event"]!.ToJsonString())), new TestLambdaContext());
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);

        Assert.Equal(recorded["request"]!["method"]!.GetValue<string>(), request.Method);
        Assert.Equal(seen["path"]!.GetValue<string>(), request.Path);
        Assert.Equal(seen["query"]!.GetValue<string>(), request.QueryString);
        Assert.Equal("https", request.Scheme);
        Assert.Equal(IPAddress.Parse("203.0.113.9"), request.RemoteIpAddress);
        Assert.Equal(BodyOf(seen), body.ToArray());
        Assert.Equal(body.Length > 0, request.CanHaveBody);
        Assert.Equal(seen["claims"]?.AsArray().Select(c => c!.GetValue<string>()) ?? [], request.User?.Claims.Select(c => $"{c.Type}={c.Value}") ?? []);
        foreach (var (header, value) in seen["headers"]!.AsObject())
        {
            Assert.Equal(value!.GetValue<string>(), request.Headers[header].ToString());
        }
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!;

    private static byte[] BodyOf(JsonNode node) => node["bodyBase64"] is { } binary
        ? Convert.FromBase64String(binary.GetValue<string>())
        : Encoding.UTF8.GetBytes(node["body"]?.GetValue<string>() ?? "");

    private static GatewayRequest ToRequest(JsonNode recorded)
    {
        var request = recorded["request"]!;
        var context = Http.Context(request["method"]!.GetValue<string>(), request["target"]!.GetValue<string>());
        foreach (var header in request["headers"]?.AsArray() ?? [])
        {
            context.Request.Headers.Append(header![0]!.GetValue<string>(), header[1]!.GetValue<string>());
        }

        return new GatewayRequest(context)
        {
            Route = new Route(recorded["routeKey"]!.GetValue<string>(), RequiresToken: false, [], InvokeUri: null),
            Variables = recorded["variables"].Deserialize<Dictionary<string, string>>() ?? [],
            Token = recorded["claims"].Deserialize<Dictionary<string, string>>() is { } claims
                ? new CheckedToken(claims, recorded["scopes"].Deserialize<string[]>())
                : null,
        };
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Browser;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Telemetry;

/// <summary>Looks at everything that the dashboard of the running system has received and shown, whatever else used the system.</summary>
/// <param name="system">The shared run.</param>
[Collection("System")]
public sealed class RunTests(RunningSystem system)
{
    private const int Server = 2;
    private const int Client = 3;

    [Fact]
    public async Task Minute_OfTheSchedule_IsOneTraceFromTheFunctionToTheTable()
    {
        using var captured = await Captured.OpenAsync(system);
        Assert.True((await system.Application.ResourceCommands.ExecuteCommandAsync("schedule", "send-test-event")).Success);

        IReadOnlyList<CapturedSpan> spans = [];
        await Eventually.TrueAsync(
            async () => (spans = Captured.Spans(await captured.SpansAsync())).Any(IsPut), () => "The scheduler's trace did not come.");

        var put = spans.Last(IsPut);
        var invocation = spans.Single(span => span.TraceId == put.TraceId && span.Kind == Server);
        Assert.Equal(("scheduler", "timer"), (invocation.Service, invocation.Attributes["faas.trigger"]));
        // Lambda names a parent for each invocation, of which it sends no span.
        Assert.DoesNotContain(spans, span => span.Id == invocation.Parent);

        static bool IsPut(CapturedSpan span) => span is { Service: "scheduler", Name: "DynamoDB.PutItem" };
    }

    [Fact]
    public async Task Requests_OfTheRun_HaveTheirAttributesAndAParentEach()
    {
        using var board = await SeededBoard.CreateAsync(system, "Requests", "One", "Two");
        using var captured = await Captured.OpenAsync(system);
        using var web = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(system.Web) };
        foreach (var path in new[] { "/", "/api/boards", "/api/boards/unknown", "/nothing", "/items", "/api/me" })
        {
            (await web.GetAsync(path)).Dispose();
        }

        var last = await LastTraceAsync(web, await SignIn.GetAccessTokenAsync(system), captured);
        var whole = await TracesUntilAsync(captured, last.EndedAt);
        for (var attempt = 0; Orphans(whole).Any() && attempt < 60; attempt++)
        {
            // Each process sends when it does: a parent may come later than its child.
            await Task.Delay(TimeSpan.FromSeconds(1));
            whole = await TracesUntilAsync(captured, last.EndedAt);
        }

        Assert.True(whole.Count > 5, $"Only {whole.Count} traces were looked at.");
        Assert.Empty(whole.SelectMany(trace => trace).SelectMany(Missing));
        Assert.Empty(Orphans(whole));
    }

    [Fact]
    public async Task Signals_OfTheRun_HoldNothingThatPeopleWroteOrAreKnownBy()
    {
        var id = Guid.NewGuid().ToString("N");
        var email = await BrowserSession.SignUpAsync(system);
        using var board = await SeededBoard.CreateAsync(system, $"board-{id}", $"title-{id}");
        var card = (string)(await board.GetAsync())["cards"]![0]!["id"]!;
        var (token, code) = await WriteEverywhereAsync(board, card, id);
        await using var session = await BrowserSession.OpenAsync(system, $"{board.Path}/c/{card}");
        await session.Page.GetByText($"comment-{id}").First.WaitForAsync();
        await session.Page.GotoAsync($"/invite/{code}");
        await session.Page.GetByText($"board-{id}").First.WaitForAsync();
        using var captured = await Captured.OpenAsync(system);
        using var web = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(system.Web) };
        await LastTraceAsync(web, token, captured);

        var signals = await captured.TextAsync();
        var console = await captured.ConsoleAsync();

        Assert.Contains("POST /api/boards/{boardId}/cards/{cardId}/comments", signals, StringComparison.Ordinal);
        Assert.Contains("routeKey", console, StringComparison.Ordinal);
        foreach (var canary in new[] { id, email, email.Split('@')[0], SignIn.DemoEmail, SignIn.DemoPassword, token, token.Split('.')[2], code })
        {
            Assert.DoesNotContain(canary, signals, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(canary, console, StringComparison.OrdinalIgnoreCase);
        }
    }

    // Every place where people type: texts of boards, cards and items, addresses, bodies that are rejected.
    private async Task<(string Token, string Code)> WriteEverywhereAsync(SeededBoard board, string card, string id)
    {
        await board.SendAsync(HttpMethod.Patch, "", new { description = $"description-{id}" });
        await board.SendAsync(HttpMethod.Put, $"cards/{card}/description", new { text = $"text-{id}" }, "\"0\"");
        await board.SendAsync(HttpMethod.Post, $"cards/{card}/comments", new { text = $"comment-{id}" });
        await board.SendAsync(HttpMethod.Post, "labels", new { name = $"label-{id}"[..30], colour = "blue" });
        await board.SendAsync(HttpMethod.Post, "columns", new { name = $"column-{id}" });
        var invite = await board.SendAsync(HttpMethod.Post, "invites", new { role = "viewer", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        var code = (string)invite["code"]!;
        var token = await SignIn.GetAccessTokenAsync(system);
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(system.Web) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await client.PutAsJsonAsync("/items", new { id = $"item-{id}", price = 1, name = $"name-{id}" })).Dispose();
        (await client.PutAsync("/items", new StringContent($$"""{"id":"item-{{id}}","price":"x-{{id}}"""))).Dispose();
        foreach (var path in new[]
        {
            $"/items/item-{id}?query={id}", $"/api/boards/{id}", $"/api/boards/{board.Id}/cards/{id}?x={id}", $"/api/invites/{code}",
            $"/{id}", $"/b/{id}", $"/api/nothing/{id}?code={id}",
        })
        {
            (await client.GetAsync(path)).Dispose();
        }

        (await client.PostAsJsonAsync("/api/boards", new { name = new[] { $"list-{id}" } })).Dispose();
        (await client.PostAsJsonAsync("/api/telemetry", JsonNode.Parse($$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"{{id}}"}]}]}]}"""))).Dispose();
        (await client.DeleteAsync($"/items/item-{id}")).Dispose();
        using var cognito = new HttpClient { BaseAddress = new Uri(system.Cognito) };
        (await cognito.GetAsync($"/login?client_id={id}&login_hint={id}@example.com")).Dispose();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = id });
        (await cognito.PostAsync("/oauth2/token", form)).Dispose();
        return (token, code);
    }

    /// <summary>Sends a request of its own and waits until all processes that it passes have sent their spans.</summary>
    private static async Task<CapturedSpan> LastTraceAsync(HttpClient web, string token, Captured captured)
    {
        var trace = Guid.NewGuid().ToString("N");
        // The Api answers it without asking anybody.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/boards/unknown");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        (await web.SendAsync(request)).Dispose();
        var spans = await captured.TraceAsync(trace, spans => spans.Count == 4);
        Assert.Equal(["api", "gateway", "web", "web"], spans.Select(span => span.Service).Order(StringComparer.Ordinal));
        return spans.First(span => span.Service == "web");
    }

    // https://opentelemetry.io/docs/specs/semconv/http/http-spans/, …/database/dynamodb/, …/faas/aws-lambda/
    private static IEnumerable<string> Missing(CapturedSpan span) =>
        from name in (span.Service, span.Kind) switch
        {
            ("browser", Client) => ["http.request.method", "url.template"],
            ("browser", _) => [],
            ("api", Server) => ["http.request.method", "url.path", "url.scheme", "http.response.status_code", "faas.trigger",
                "faas.invocation_id", "faas.coldstart", "cloud.resource_id"],
            ("scheduler", Server) => ["faas.trigger", "faas.time", "faas.invocation_id", "cloud.resource_id"],
            (_, Server) => ["http.request.method", "url.path", "url.scheme", "http.response.status_code", "server.address"],
            (_, Client) when span.Name.StartsWith("DynamoDB.", StringComparison.Ordinal) =>
                ["db.system.name", "db.operation.name", "aws.dynamodb.table_names", "rpc.system"],
            (_, Client) => ["http.request.method", "url.full", "server.address", "server.port"],
            ("scheduler", _) => (string[])(span.Name is "InsertDue" ? [] : ["faas.trigger", "faas.time"]),
            _ => [],
        }
        where !span.Attributes.ContainsKey(name)
        select $"{span.Service} {span.Name} has no {name}";

    private static async Task<List<IGrouping<string, CapturedSpan>>> TracesUntilAsync(Captured captured, ulong endedAt) =>
    [
        .. Captured.Spans(await captured.SpansAsync()).GroupBy(span => span.TraceId)
            .Where(trace => trace.Max(span => span.EndedAt) <= endedAt),
    ];

    private static IEnumerable<CapturedSpan> Orphans(IEnumerable<IEnumerable<CapturedSpan>> traces) =>
        traces.SelectMany(trace => trace.Where(span => IsOrphan(span, trace)));

    // Where the system is entered the parent is the caller's or Lambda's, and a page that was closed in the midst of an action never
    // sent that.
    private static bool IsOrphan(CapturedSpan span, IEnumerable<CapturedSpan> trace) =>
        span.Parent is not "" && trace.All(other => other.Id != span.Parent)
        && span is not ({ Kind: Server, Service: "web" or "gateway" or "scheduler" } or { Kind: Client, Service: "browser" });
}

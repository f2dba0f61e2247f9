using System.Net;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

[Collection("Lambda emulator")]
public sealed class InvokeApiTests(LambdaEmulatorFixture lambda)
{
    [Fact]
    public async Task Invoke_Event_GivesResultAndHeaders()
    {
        using var response = await lambda.InvokeAsync("events", """{"do":"echo","text":"한글 \"and\" more"}""");
        var result = await lambda.ProbeAsync("arn:aws:lambda:ap-northeast-2:000000000000:function:events", """{"text":"by ARN"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("$LATEST", response.Headers.GetValues("X-Amz-Executed-Version").Single());
        Assert.Contains("한글", (await response.Content.ReadAsStringAsync()).Replace("\\uD55C\\uAE00", "한글"), StringComparison.Ordinal);
        Assert.Equal("by ARN", result.Text);
        Assert.InRange(result.RemainingMs, 20_000, 30_000);
        Assert.Matches("^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:[0-9a-f]{8}:0$", result.TraceId);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task Request_OfAWebPage_IsRefused(string header, string value)
    {
        foreach (var path in new[] { "/2015-03-31/functions/events/invocations", "/functions/events/stop", "/events/2018-06-01/runtime/invocation/next" })
        {
            using var request = new HttpRequestMessage(path.EndsWith("next", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await lambda.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("nobody", "{}", "RequestResponse", 404, "ResourceNotFoundException")]
    [InlineData("events", "{\"a\":", "RequestResponse", 400, "InvalidRequestContentException")]
    [InlineData("events", "not json", "Event", 400, "InvalidRequestContentException")]
    public async Task Invoke_BadRequest_IsRefused(string function, string payload, string type, int status, string errorType)
    {
        using var response = await lambda.InvokeAsync(function, payload, type);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(errorType, response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Theory]
    [InlineData("RequestResponse", 6_291_556)]
    [InlineData("Event", 1_048_576)]
    public async Task Invoke_EventOverLimit_Is413(string type, int limit)
    {
        using var response = await lambda.InvokeAsync("events", $$"""{"text":"{{new string('x', limit)}}"}""", type);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("RequestTooLargeException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Invoke_EventJustUnderLimit_Works()
    {
        var result = await lambda.ProbeAsync("events", $$"""{"text":"{{new string('x', 6_000_000)}}","do":"echo"}""");

        Assert.Equal(6_000_000, result.Text!.Length);
    }

    [Fact]
    public async Task Invoke_DryRun_Is204()
    {
        using var response = await lambda.InvokeAsync("events", "{}", "DryRun");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Invoke_Asynchronously_Is202AndRuns()
    {
        using var response = await lambda.InvokeAsync("events", """{"do":"log","text":"ran later"}""", "Event");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await Eventually.TrueAsync(() => lambda.Lines.Any(l => l.EndsWith("info\tran later", StringComparison.Ordinal)), "the event did not run");
    }

    [Fact]
    public async Task Invoke_PoisonEventAsynchronously_IsDroppedAfterThreeAttempts()
    {
        using var response = await lambda.InvokeAsync("events", """{"do":"throw","text":"poison"}""", "Event");

        await Eventually.TrueAsync(
            () => lambda.Lines.Any(l => l.StartsWith("[events] event dropped after 3 attempts: ", StringComparison.Ordinal)), "the event was not dropped");
        await Eventually.TrueAsync(
            () => lambda.Lines.Count(l => l.Contains("System.InvalidOperationException: poison", StringComparison.Ordinal)) is 3, "not three errors");
    }

    [Fact]
    public async Task Invoke_FourAtOnce_RunInFourProcessesAndIdleOnesAreReclaimed()
    {
        // Processes start one by one, so the first rounds may have fewer.
        await Eventually.TrueAsync(async () =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lambda.ProbeAsync("busy", """{"do":"sleep","number":400}""")));
            return results.Select(r => r.ProcessId).Distinct().Count() is 4;
        }, () => "four events at once did not run in four processes");
        await Eventually.TrueAsync(
            async () => (await lambda.StatusAsync("busy"))["environments"]!.AsArray().Count == 1, () => "the idle processes were not reclaimed");
    }

    [Fact]
    public async Task Invoke_MoreThanTheLimit_WaitForAProcess()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => lambda.ProbeAsync("busy", """{"do":"sleep","number":50}""")));

        Assert.Equal(12, results.Select(r => r.RequestId).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(results.Select(r => r.ProcessId).Distinct().Count(), 1, 4);
    }

    [Fact]
    public async Task Invoke_FarMoreThanTheLimit_IsThrottled()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => lambda.InvokeAsync("hasty", """{"do":"sleep","number":300}""")));

        var rejected = responses.Where(r => r.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(rejected);
        Assert.All(rejected, r => Assert.Equal("TooManyRequestsException", r.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.Contains(responses, r => r.StatusCode == HttpStatusCode.OK);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Lambda;

[Collection("Lambda emulator")]
public sealed class FunctionFaultTests(LambdaEmulatorFixture lambda)
{
    [Fact]
    public async Task Function_Throws_CallerGetsTheErrorAndTheProcessStays()
    {
        var before = await lambda.ProbeAsync("hasty", "{}");

        var error = await lambda.ErrorAsync("hasty", """{"do":"throw","text":"no such board"}""");

        Assert.Equal(("InvalidOperationException", "no such board"), error);
        Assert.Equal(before.ProcessId, (await lambda.ProbeAsync("hasty", "{}")).ProcessId);
    }

    [Fact]
    public async Task Function_GetsWhatItCannotRead_CallerGetsTheError()
    {
        Assert.Equal("JsonSerializerException", (await lambda.ErrorAsync("hasty", """{"number":"many"}""")).ErrorType);
    }

    [Fact]
    public async Task Function_Exits_CallerGetsExitErrorAndTheNextAFreshProcess()
    {
        var before = await lambda.ProbeAsync("hasty", "{}");

        var error = await lambda.ErrorAsync("hasty", """{"do":"exit","number":7}""");
        var after = await lambda.ProbeAsync("hasty", "{}");

        Assert.Equal("Runtime.ExitError", error.ErrorType);
        Assert.EndsWith("Error: Runtime exited with error: exit status 7", error.ErrorMessage, StringComparison.Ordinal);
        Assert.NotEqual(before.ProcessId, after.ProcessId);
    }

    [Fact]
    public async Task Function_TakesTooLong_IsKilledAndTheNextGetsAFreshProcess()
    {
        var before = await lambda.ProbeAsync("hasty", "{}");

        var error = await lambda.ErrorAsync("hasty", """{"do":"sleep","number":60000}""");
        var after = await lambda.ProbeAsync("hasty", "{}");

        Assert.Equal("Sandbox.Timedout", error.ErrorType);
        Assert.EndsWith("Task timed out after 0.60 seconds", error.ErrorMessage, StringComparison.Ordinal);
        Assert.NotEqual(before.ProcessId, after.ProcessId);
        await Eventually.TrueAsync(() => !Processes.IsRunning(before.ProcessId), "the process was not ended");
    }

    [Fact]
    public async Task Function_ResultOverSixMegabytes_IsReportedAsTooLarge()
    {
        var error = await lambda.ErrorAsync("events", """{"do":"large","number":7000000}""");

        Assert.Equal("Function.ResponseSizeTooLarge", error.ErrorType);
        Assert.Equal("Response payload size exceeded maximum allowed payload size (6291556 bytes).", error.ErrorMessage);
    }

    [Fact]
    public async Task Function_ExitsBeforeItsFirstEvent_CallerGetsTheReasonAndItIsTriedAgainWithPauses()
    {
        var error = await lambda.ErrorAsync("exits", "{}");
        var status = await lambda.StatusAsync("exits");

        Assert.Equal(("Runtime.ExitError", "Error: Runtime exited with error: exit status 3"), error);
        Assert.Equal("Failed", status["state"]!.GetValue<string>());
        Assert.Equal("Runtime exited with error: exit status 3", status["lastError"]!.GetValue<string>());
        await Eventually.TrueAsync(() => lambda.Lines.Count(l => l.StartsWith("[exits:", StringComparison.Ordinal)) > 1, "it was not tried again");
    }

    [Fact]
    public async Task Function_FailsToInitialize_CallerGetsItsReport()
    {
        Assert.Equal(("InvalidOperationException", "no table"), await lambda.ErrorAsync("complains", "{}"));
    }

    [Fact]
    public async Task ForeignProcess_Answers_CallerGetsItsBytes()
    {
        var invocation = lambda.InvokeAsync("foreign", """{"n":1}""");
        using var next = await NextAsync();

        using var posted = await PostAsync(next, "response", "not even json");
        using var again = await PostAsync(next, "response", "twice");

        Assert.Equal("""{"n":1}""", await next.Content.ReadAsStringAsync());
        Assert.Equal("not even json", await (await invocation).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task ForeignProcess_AnswersAfterTheDeadline_IsRefused()
    {
        var invocation = lambda.ErrorAsync("foreign", "{}");
        using var next = await NextAsync();

        Assert.Equal("Sandbox.Timedout", (await invocation).ErrorType);
        using var late = await PostAsync(next, "response", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("InvalidRequestID", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_AnswersAndNeverAsksAgain_IsEndedAtItsTimeOut()
    {
        (await lambda.Client.PutAsync("/functions/foreign/environments/77", JsonContent.Create(new { state = "Running" }))).Dispose();
        var invocation = lambda.InvokeAsync("foreign", "{}");
        using var next = await lambda.Client.GetAsync("/foreign:77/2018-06-01/runtime/invocation/next");
        using var posted = await PostAsync(next, "response", "{}");
        Assert.Equal("{}", await (await invocation).Content.ReadAsStringAsync());

        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await lambda.Client.GetAsync("/functions/foreign");
                return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["environments"]!.AsArray()
                    .Any(e => (int?)e!["id"] == 77 && (string?)e["state"] == "Ending");
            },
            () => "The process is not ended.");
        (await lambda.Client.PutAsync("/functions/foreign/environments/77", JsonContent.Create(new { state = "Exited" }))).Dispose();
    }

    [Fact]
    public async Task ForeignProcess_BreaksOffItsAnswer_CallerGetsAnError()
    {
        var invocation = lambda.ErrorAsync("foreign", "{}");
        using var next = await NextAsync();
        var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();

        using (var socket = new TcpClient("127.0.0.1", lambda.Port))
        {
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /foreign/2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{\"half\":"));
        }

        Assert.Equal("Runtime.TruncatedResponse", (await invocation).ErrorType);
    }

    [Fact]
    public async Task ForeignProcess_OfAnUnknownFunction_Is404()
    {
        using var response = await lambda.Client.GetAsync("/nobody/2018-06-01/runtime/invocation/next");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<HttpResponseMessage> NextAsync() => lambda.Client.GetAsync("/foreign/2018-06-01/runtime/invocation/next");

    private Task<HttpResponseMessage> PostAsync(HttpResponseMessage next, string kind, string body) => lambda.Client.PostAsync(
        $"/foreign/2018-06-01/runtime/invocation/{next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single()}/{kind}", new StringContent(body));
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Hosting;

/// <summary>Uses the whole running system from outside.</summary>
/// <param name="system">The shared run.</param>
[Collection("System")]
public sealed class SystemTests(RunningSystem system)
{
    [Fact]
    public async Task Items_WithoutToken_AreRefusedByTheGateway()
    {
        using var client = new HttpClient();

        using var response = await client.GetAsync($"{system.Gateway}/items");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"message":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Items_SignedIn_AreServedThroughWebGatewayAndFunction()
    {
        using var client = await SignedInAsync();
        using var content = new StringContent("""{"id":"system","price":7,"name":"through everything"}""", Encoding.UTF8, "application/json");

        Assert.Equal("\"Put item system\"", await (await client.PutAsync("/items", content)).Content.ReadAsStringAsync());
        Assert.Equal("""{"id":"system","price":7,"name":"through everything"}""", await client.GetStringAsync("/items/system"));
        Assert.Equal("\"Deleted item system\"", await (await client.DeleteAsync("/items/system")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Me_SignedIn_GivesTheProfile()
    {
        using var client = await SignedInAsync();

        using var me = JsonDocument.Parse(await client.GetStringAsync("/api/me"));

        Assert.Equal(SignIn.DemoEmail, me.RootElement.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Routes_Unknown_AreNotFoundAtTheGateway()
    {
        using var client = new HttpClient();

        using var response = await client.GetAsync($"{system.Gateway}/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"message":"Not Found"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Scheduler_OverAMinute_InsertsOneItemOnTheMinute()
    {
        using var client = await SignedInAsync();
        var before = DateTimeOffset.UtcNow;
        var minute = before.AddTicks(-(before.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1).ToUnixTimeMilliseconds();

        await Task.Delay(DateTimeOffset.FromUnixTimeMilliseconds(minute).AddSeconds(5) - before);

        using var items = JsonDocument.Parse(await client.GetStringAsync("/items"));
        var inserted = items.RootElement.EnumerateArray().Where(i => long.TryParse(i.GetProperty("id").GetString(), out var id)
            && id >= minute && id < minute + 60_000).Select(i => i.GetRawText()).ToList();
        var item = Assert.Single(inserted);
        Assert.Matches("""^\{"id":"\d{13}","price":1000,"name":"item name"\}$""", item);
    }

    [Fact]
    public async Task Schedule_TestEvent_InsertsAnItemEachTime()
    {
        using var client = await SignedInAsync();

        for (var n = 0; n < 2; n++)
        {
            var result = await system.Application.ResourceCommands.ExecuteCommandAsync("schedule", "send-test-event");

            Assert.True(result.Success, result.Message);
            var answer = JsonDocument.Parse(result.Data!.Value).RootElement;
            Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
            var id = JsonSerializer.Deserialize<string>(answer.GetProperty("body").GetString()!)!.Split(' ')[^1];
            Assert.Contains("item name", await client.GetStringAsync($"/items/{id}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Schedule_DisabledAndEnabled_SaysSo()
    {
        var states = new List<string?>();
        foreach (var command in (string[])["disable", "enable"])
        {
            var result = await system.Application.ResourceCommands.ExecuteCommandAsync("schedule", command);
            Assert.True(result.Success, result.Message);
            system.Application.ResourceNotifications.TryGetCurrentState("schedule", out var current);
            states.Add(current!.Snapshot.State?.Text);
        }

        Assert.Equal(["Disabled", "Running"], states);
    }

    private async Task<HttpClient> SignedInAsync()
    {
        var client = new HttpClient { BaseAddress = new Uri(system.Web) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignIn.GetAccessTokenAsync(system));
        return client;
    }
}

using System.Text;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class PrivacyTests
{
    /// <summary>Plants canaries wherever people type, and searches everything that leaves a function.</summary>
    [Fact]
    public async Task Signals_OfAFunction_HoldNoTokenAddressTitleOrText()
    {
        var id = Guid.NewGuid().ToString("N");
        string[] canaries =
            [$"id-{id}", $"text-{id}", $"query-{id}", $"body-{id}", $"code-{id}", $"mail-{id}@example.com", $"person-{id}"];
        var pool = await UserPool.Shared.Value;
        pool.AddUser($"person-{id}", $"mail-{id}@example.com");
        var token = pool.Issue($"person-{id}");
        await using var otlp = await OtlpCapture.StartAsync();
        await using var stack = await ApiStack.StartAsync(new Dictionary<string, string>(otlp.Variables)
        {
            ["Authentication__Issuer"] = pool.Issuer,
            ["Authentication__ClientIds"] = UserPool.ClientId,
            ["Authentication__UserInfo"] = pool.Issuer.Replace("/pool", "/oauth2/userInfo", StringComparison.Ordinal),
        });
        stack.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        await SendAsync(stack, "PUT", "/items", $$"""{"id":"id-{{id}}","price":1,"name":"text-{{id}}"}""");
        await SendAsync(stack, "PUT", "/items", $$"""{"id":"id-{{id}}","price":1,"name":"text-{{id}}""");
        await SendAsync(stack, "PUT", "/items", $$"""{"id":"id-{{id}}","price":1e999,"name":"body-{{id}}"}""");
        await SendAsync(stack, "GET", $"/items/id-{id}?continuation=query-{id}");
        await SendAsync(stack, "GET", $"/items?continuation=query-{id}");
        await SendAsync(stack, "DELETE", $"/items/id-{id}");
        await SendAsync(stack, "GET", "/api/me");
        await SendAsync(stack, "GET", $"/api/invites/code-{id}");
        await SendAsync(stack, "POST", "/api/boards", $$"""{"name":"text-{{id}}","description":"body-{{id}}"}""");
        await SendAsync(stack, "POST", "/api/boards", $$"""{"name":["text-{{id}}"]}""");
        await SendAsync(stack, "GET", $"/api/nothing/id-{id}");
        Assert.True(await otlp.WaitForAsync("/api/me", "traces"), "The function has sent no span: nothing was searched.");
        var console = string.Join('\n', stack.Output);
        foreach (var canary in canaries.Append(token).Append(token.Split('.')[2]))
        {
            Assert.False(otlp.Has(canary), otlp.Show(canary));
            Assert.DoesNotContain(canary, console, StringComparison.Ordinal);
        }
    }

    private static async Task SendAsync(ApiStack stack, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await stack.Client.SendAsync(request);
        Assert.InRange((int)response.StatusCode, 200, 499);
    }
}

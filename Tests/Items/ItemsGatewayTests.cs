using System.Net;
using System.Text;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Items;

/// <summary>Plays the course's contract the whole way: gateway, Lambda service, function, table.</summary>
public sealed class ItemsGatewayTests : IAsyncLifetime
{
    private ApiStack? _stack;

    private HttpClient Client => _stack?.Client ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() =>
        _stack = await ApiStack.StartAsync(new Dictionary<string, string> { ["ItemsAuthorization"] = "none" });

    public async Task DisposeAsync()
    {
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }

    [Fact]
    public async Task Contract_ThroughTheGateway_EveryRowHolds() => Assert.Empty(await ItemsContract.PlayAsync(Client));

    /// <summary>Each id that PUT accepts is reached by its encoded form, and no other item ever is.</summary>
    [Fact]
    public async Task Ids_OfEveryKind_AreReachedByTheirEncodedFormAlone() => Assert.Empty(await ItemIds.PlayAsync(Client));

    [Fact]
    public async Task Put_WithoutJsonContentType_IsTakenAsTheCourseDoes()
    {
        using var content = new StringContent("""{"id":"1","price":2,"name":"x"}""", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await Client.PutAsync("/items", content);

        Assert.Equal("\"Put item 1\"", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Put_BodyOverOneMegabyte_IsRefusedAndTheFunctionLives()
    {
        using var content = new ByteArrayContent(new byte[1_100_000]);

        using var response = await Client.PutAsync("/items", content);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge });
        Assert.Equal("[]", await Client.GetStringAsync("/items"));
    }

    [Fact]
    public async Task Requests_Parallel_RunInSeveralProcesses()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
        {
            using var content = new StringContent($$"""{"id":"{{n}}","price":1,"name":"x"}""");
            (await Client.PutAsync("/items", content)).EnsureSuccessStatusCode();
        }));

        var status = await Client.GetStringAsync($"{_stack?.Lambda}/functions/api");
        Assert.Contains("\"id\":2", status, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Tests.Api;

namespace KanbanAspire.Tests.Items;

public sealed class ItemsApiTests
{
    [Fact]
    public async Task Ids_OfEveryKind_AreReachedByTheirEncodedFormAlone()
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);
        Assert.Empty(await ItemIds.PlayAsync(api.Client));
    }

    [Fact]
    public async Task Contract_SignedIn_EveryRowHolds()
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("alice");

        Assert.Empty(await ItemsContract.PlayAsync(client));
    }

    [Fact]
    public async Task Contract_ItemsAuthorizationNone_EveryRowHoldsWithoutToken()
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);

        Assert.Empty(await ItemsContract.PlayAsync(api.Client));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("jwt")]
    [InlineData("NONE")]
    public async Task Items_NotSignedIn_AreRefusedAsTheGatewayDoes(string? authorization)
    {
        await using var api = await ApiApplication.StartAsync(
            authorization is null ? null : [("ItemsAuthorization", authorization)]);

        using var response = await api.Client.GetAsync("/items");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("""{"message":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Items_Expired_AreNotThereAlthoughStored()
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("alice");
        await PutAsync(api, "old", expiresAtUnixSeconds: DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 1);
        await PutAsync(api, "new", expiresAtUnixSeconds: DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 3600);

        Assert.Equal("""[{"id":"new","price":1,"name":"n"}]""", await client.GetStringAsync("/items"));
        Assert.Equal("""{"id":"new","price":1,"name":"n"}""", await client.GetStringAsync("/items/new"));
        Assert.Equal(string.Empty, await client.GetStringAsync("/items/old"));
    }

    [Fact]
    public async Task List_MoreThanAPage_ContinuesUntilEachWasGivenOnce()
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("alice");
        var ids = Enumerable.Range(0, 12).Select(n => $"대량-{n:00}").ToList();
        foreach (var id in ids)
        {
            await PutAsync(api, id, expiresAtUnixSeconds: null, name: new string('x', 300_000));
        }

        var found = new List<string>();
        string? continuation = null;
        do
        {
            using var page = await client.GetAsync($"/items{(continuation is null ? "" : $"?continuation={continuation}")}");
            using var json = JsonDocument.Parse(await page.Content.ReadAsStringAsync());
            found.AddRange(json.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            continuation = page.Headers.TryGetValues("X-Continuation", out var values) ? values.Single() : null;
        }
        while (continuation is not null);

        Assert.Equal(ids, found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("abc")]
    [InlineData("")]
    public async Task List_ContinuationMadeUp_Is400(string continuation)
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("alice");

        using var response = await client.GetAsync($"/items?continuation={continuation}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Put_BodyAboveOneMegabyte_Is413()
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("alice");

        using var response = await client.PutAsync("/items", new ByteArrayContent(new byte[(1024 * 1024) + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static Task PutAsync(ApiApplication api, string id, long? expiresAtUnixSeconds, string name = "n")
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["id"] = new() { S = id },
            ["price"] = new() { N = "1" },
            ["name"] = new() { S = name },
        };
        if (expiresAtUnixSeconds is { } at)
        {
            item["expiresAt"] = new() { N = $"{at}" };
        }

        return api.Table.PutItemAsync(api.Names.Items, item);
    }
}

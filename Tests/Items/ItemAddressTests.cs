using System.Net;
using System.Text;
using System.Text.Json;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Items;

/// <summary>
/// Each id that PUT accepts is reached by its encoded form, and no other item ever is, whichever way a request comes: to the Api
/// itself, through the gateway to the function, and through the front end's server.
/// </summary>
public sealed class ItemAddressTests
{
    private static readonly string[] Ids =
    [
        "a", "A", "a/b", "a%2Fb", "a%2fb", "a%252Fb", "/", "%2F", "//", "a//b", "%", "%%", "%2", "%25", "%2525", "%41", "%ZZ", "%FF", "%u0041",
        "a b", "a%20b", "a+b", "a%2Bb", "?", "a?b", "a%3Fb", "a#b", "a;b", "a=b&c", "a:b", "a,b", "a'b", "a(b)", "a*b", "a!b", "a~b", "@", "$",
        "\\", "a\\b", "<b>", "\"", "{id}", "^|`", "...", ".a", "a.", "./", "../", "/..", "a/../b", "~", " ", "  ", " a", "a\nb", "\r\n", "\t",
        "\u0001", "\u007f", "\u0080", "\u00a0", "\u200b", "\u2028", "\ufeff", "\ufffd", "\uffff", "한글", "한글".Normalize(NormalizationForm.FormD), "é",
        "e\u0301", "😀", "👩‍👩‍👧", "items", "items/a", "api", "openapi/v1.json", "null", "$default",
        "[a]", new string('가', 682), new string('%', 2_000), new string('/', 2_000),
    ];

    [Fact]
    public async Task Ids_AtTheApi_AreReachedByTheirEncodedFormAlone()
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);

        Assert.Empty(await PlayAsync(api.Client));
    }

    [Fact]
    public async Task Ids_ThroughGatewayAndFrontEnd_AreReachedByTheirEncodedFormAlone()
    {
        await using var stack = await ApiStack.StartAsync(
            new Dictionary<string, string> { ["ItemsAuthorization"] = "none" }, ItemsGateway.Variables);
        using var web = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Repository.FreePort()}") };
        await using var server = ChildProcess.Start(
            new ChildProcessStart(Repository.Built("Web"), [], Path.Combine(Repository.Root, "Web"), new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = web.BaseAddress.ToString(),
                ["GATEWAY_HTTP"] = stack.Gateway,
            }),
            (_, _) => { });
        await Answering.WaitAsync($"{web.BaseAddress}health", () => stack.Output);

        Assert.Empty(await PlayAsync(stack.Client));
        Assert.Empty(await PlayAsync(web));
        await server.StopAsync(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("\\u0000")]
    [InlineData("a\\u0000b")]
    public async Task Put_IdThatNoAddressNames_IsRejected(string id)
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);

        using var response = await api.Client.PutAsync("/items", new StringContent($$"""{"id":"{{id}}","price":1,"name":"a"}"""));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("[]", await api.Client.GetStringAsync("/items"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%ZZ")]
    [InlineData("%FF")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    public async Task Get_PathThatIsNotEncodedUtf8_IsNoItem(string segment)
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);
        using var put = await PutAsync(api.Client, segment);

        using var response = await api.Client.SendAsync(Request(api.Client, "GET", segment));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, """{"message":"Bad Request"}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    // Puts all, reads each in three spellings, deletes one after the other and looks at what is left.
    private static async Task<List<string>> PlayAsync(HttpClient client)
    {
        var faults = new List<string>();
        foreach (var id in Ids)
        {
            using var response = await PutAsync(client, id);
            Note(response.IsSuccessStatusCode, "put", id, response);
        }

        foreach (var id in Ids)
        {
            foreach (var spelling in new[] { Uri.EscapeDataString(id), EscapeAll(id, "x2"), EscapeAll(id, "X2") }.Where(spelling => spelling.Length < 8_000))
            {
                using var response = await client.SendAsync(Request(client, "GET", spelling));
                Note(await IsAsync(response, id), "get", spelling, response);
            }
        }

        var left = Ids.ToHashSet(StringComparer.Ordinal);
        foreach (var id in Ids)
        {
            using var response = await client.SendAsync(Request(client, "DELETE", Uri.EscapeDataString(id)));
            left.Remove(id);
            var found = await ListAsync(client);
            Note(response.IsSuccessStatusCode && left.SetEquals(found), "delete", id, response);
        }

        return faults;

        void Note(bool isRight, string what, string id, HttpResponseMessage response)
        {
            if (!isRight)
            {
                faults.Add($"{what} {(id.Length > 50 ? id[..50] : id)}: {(int)response.StatusCode}");
            }
        }
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string id)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { id, price = 1, name = "a" }), Encoding.UTF8, "application/json");
        return await client.PutAsync("/items", content);
    }

    private static async Task<bool> IsAsync(HttpResponseMessage response, string id)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode && body.Length > 0 && JsonElement.Parse(body).GetProperty("id").GetString() == id;
    }

    private static async Task<IEnumerable<string>> ListAsync(HttpClient client) => JsonElement.Parse(await client.GetByteArrayAsync("/items"))
        .EnumerateArray().Select(item => item.GetProperty("id").GetString()!);

    private static string EscapeAll(string id, string format) =>
        string.Concat(Encoding.UTF8.GetBytes(id).Select(octet => "%" + octet.ToString(format, null)));

    // As it stands: Uri would decode and resolve some of it.
    private static HttpRequestMessage Request(HttpClient client, string method, string segment) => new(
        new HttpMethod(method),
        new Uri($"{client.BaseAddress!.GetLeftPart(UriPartial.Authority)}/items/{segment}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
}

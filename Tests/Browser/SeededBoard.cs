using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Tests.Browser;

/// <summary>A board of the demo user that a test makes by the API, to look at it in the browser.</summary>
internal sealed class SeededBoard : IDisposable
{
    private readonly HttpClient _client;

    private SeededBoard(HttpClient client, string id) => (_client, Id) = (client, id);

    /// <summary>Gets the board's id.</summary>
    public string Id { get; }

    /// <summary>Gets the board's address in the front end.</summary>
    public string Path => $"/b/{Id}";

    /// <summary>Gets the ids of the columns by name.</summary>
    public Dictionary<string, string> Columns { get; } = [];

    /// <summary>Makes a board with the columns To do, Doing and Done.</summary>
    public static async Task<SeededBoard> CreateAsync(RunningSystem system, string name = "Board", params string[] cards)
    {
        var client = new HttpClient { BaseAddress = new Uri(system.Gateway), Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignIn.GetAccessTokenAsync(system));
        var made = await SendAsync(client, HttpMethod.Post, "/api/boards", new { name, columns = new[] { "To do", "Doing", "Done" } });
        var board = new SeededBoard(client, (string)made["board"]!["id"]!);
        foreach (var column in (await board.GetAsync()).AsObject()["columns"]!.AsArray())
        {
            board.Columns[(string)column!["name"]!] = (string)column["id"]!;
        }

        foreach (var card in cards)
        {
            await board.AddCardAsync(card);
        }

        return board;
    }

    /// <summary>Adds a card at a column's end.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddCardAsync(string title, string column = "To do") =>
        (string)(await SendAsync(HttpMethod.Post, "cards", new { columnId = Columns[column], title }))["cards"]![0]!["id"]!;

    /// <summary>Changes something of the board.</summary>
    public Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null) =>
        SendAsync(_client, method, $"/api/boards/{Id}{(path is "" ? "" : "/")}{path}", body, ifMatch);

    /// <summary>Reads the board.</summary>
    public async Task<JsonNode> GetAsync() => (await _client.GetFromJsonAsync<JsonNode>($"/api/boards/{Id}"))!;

    /// <summary>Reads the titles of a column's cards, in order.</summary>
    public async Task<string[]> TitlesAsync(string column) =>
    [
        .. (await GetAsync())["cards"]!.AsArray()
            .Where(card => (string)card!["columnId"]! == Columns[column])
            .OrderBy(card => (string)card!["rank"]!, StringComparer.Ordinal)
            .Select(card => (string)card!["title"]!),
    ];

    /// <summary>Lets a page read this board with many more cards in its first column, <c>Card 0</c> and so on, which the API does not have.</summary>
    public Task FillAsync(IPage page, int cards) => page.RouteAsync($"**/api/boards/{Id}", async route =>
    {
        var body = await GetAsync();
        body["cards"] = new JsonArray([.. Enumerable.Range(0, cards).Select(at => (JsonNode)new JsonObject
        {
            ["id"] = $"k{at}", ["columnId"] = Columns["To do"], ["rank"] = $"b{at:D5}", ["title"] = $"Card {at}", ["titleVersion"] = 1, ["version"] = 1,
            ["number"] = at + 1, ["priority"] = at % 2 == 0 ? "high" : "low",
        })]);
        await route.FulfillAsync(new() { ContentType = "application/json", Body = body.ToJsonString() });
    });

    public void Dispose() => _client.Dispose();

    private static async Task<JsonNode> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text is "" ? "{}" : text)!;
    }
}

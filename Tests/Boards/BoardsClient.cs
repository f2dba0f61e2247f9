using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.Boards;

/// <summary>Speaks with the Api as one person and gives JSON back.</summary>
/// <param name="http">A signed-in client.</param>
public sealed class BoardsClient(HttpClient http)
{
    /// <summary>Sends a request; the body is anything that can be JSON.</summary>
    public async Task<Answer> SendAsync(
        string method, string path, object? body = null, string? key = null, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        Add(request.Headers, "Idempotency-Key", key);
        Add(request.Headers, "If-Match", ifMatch);
        Add(request.Headers, "If-None-Match", ifNoneMatch);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text),
            response.Headers.ETag?.Tag,
            response.Headers.Location?.ToString());
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync("POST", path, body ?? new { });

    /// <summary>Makes a board with columns and returns its address.</summary>
    public async Task<string> CreateBoardAsync(params string[] columns)
    {
        var answer = await PostAsync("/api/boards", new { name = "Board", columns });
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Location!;
    }

    /// <summary>Makes a card and returns its id.</summary>
    public async Task<string> CreateCardAsync(string board, string columnId, string title = "Card", string? after = null, string? before = null)
    {
        var answer = await PostAsync($"{board}/cards", new { columnId, title, after, before });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body?.ToJsonString());
        return answer.Location!.Split('/')[^1];
    }

    /// <summary>Invites somebody and lets them join.</summary>
    public async Task JoinAsync(string board, BoardsClient other, string role)
    {
        var invite = await PostAsync($"{board}/invites", new { role, expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        Assert.Equal(HttpStatusCode.Created, invite.Status);
        var joined = await other.PostAsync($"/api/invites/{invite.Body!["code"]}");
        Assert.True(joined.Status == HttpStatusCode.OK, joined.Body?.ToJsonString());
    }

    private static void Add(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}

/// <summary>An answer.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, string? ETag, string? Location)
{
    /// <summary>Gets the last part of the problem's type.</summary>
    public string? Problem => Body?["type"]?.GetValue<string>().Split(':')[^1];

    /// <summary>Gets the seq of the event.</summary>
    public long Seq => Body!["seq"]!.GetValue<long>();

    /// <summary>Gets the first card of the event as it is now.</summary>
    public JsonNode? Card => Body!["cards"]?[0]?["after"];
}

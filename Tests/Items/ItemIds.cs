using System.Text;
using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.Items;

/// <summary>Puts items of ids that are easily taken for one another, and reads and deletes each by its encoded form.</summary>
public static class ItemIds
{
    private static readonly string[] Ids =
    [
        "a/b", "a%2Fb", "a%2fb", "a%252Fb", "a b", "a+b", "a%20b", "%", "%25", "%2B", "...", ".a", "a?b", "a#b", "a//b", "/", "//", "a\\b",
        "a;b=1", "a,b", "a@b:c", "가", "\u1100\u1161", "😀", "a\nb", "a\tb", "\"", "items/a", "proxy", "~", "%00", "a%41", "aA",
    ];

    /// <summary>Plays it against a table without items.</summary>
    /// <returns>What is wrong.</returns>
    public static async Task<List<string>> PlayAsync(HttpClient client)
    {
        var wrong = new List<string>();
        foreach (var (id, n) in Ids.Select((id, n) => (id, n)))
        {
            using var body = new StringContent(new JsonObject { ["id"] = id, ["price"] = n, ["name"] = "x" }.ToJsonString(), Encoding.UTF8, "application/json");
            using var put = await client.PutAsync("/items", body);
            put.EnsureSuccessStatusCode();
        }

        foreach (var (id, n) in Ids.Select((id, n) => (id, n)))
        {
            var read = await client.GetStringAsync(Address(id));
            if (read.Length == 0 || (string?)JsonNode.Parse(read)!["id"] != id || (int)JsonNode.Parse(read)!["price"]! != n)
            {
                wrong.Add($"GET {Address(id)} answers {read}");
            }
        }

        foreach (var id in Ids)
        {
            using var deleted = await client.DeleteAsync(Address(id));
            var left = JsonNode.Parse(await client.GetStringAsync("/items"))!.AsArray().Select(item => (string)item!["id"]!).ToList();
            if (left.Contains(id) || left.Count != Ids.Length - Array.IndexOf(Ids, id) - 1)
            {
                wrong.Add($"DELETE {Address(id)} leaves {string.Join(' ', left)}");
            }
        }

        foreach (var id in new[] { ".", ".." })
        {
            using var body = new StringContent(new JsonObject { ["id"] = id, ["price"] = 1, ["name"] = "x" }.ToJsonString());
            using var put = await client.PutAsync("/items", body);
            if (put.StatusCode != System.Net.HttpStatusCode.BadRequest)
            {
                wrong.Add($"PUT takes {id}, which no address reaches");
            }
        }

        return wrong;
    }

    private static Uri Address(string id) => new($"/items/{Uri.EscapeDataString(id)}", UriKind.Relative);
}

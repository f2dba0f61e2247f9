using System.Net;
using System.Text;
using System.Text.Json;

namespace KanbanAspire.Tests.Items;

/// <summary>
/// The golden table of <c>/items</c>, to be played in order against an empty table: at the Api, and through the gateway.
/// </summary>
public static class ItemsContract
{
    private const HttpStatusCode Ok = HttpStatusCode.OK;
    private const HttpStatusCode Bad = HttpStatusCode.BadRequest;
    private const HttpStatusCode NotFound = HttpStatusCode.NotFound;
    private const string Unknown = """{"message":"Not Found"}""";

    private static readonly string LongestId = new('k', 2048);

    /// <summary>Gets the rows, in the order in which they hold.</summary>
    public static IReadOnlyList<ItemsRow> Rows { get; } =
    [
        new("an empty table is an empty array", "GET", "/items", null, Ok, "[]"),
        new("put", "PUT", "/items", """{"id":"123","price":12345,"name":"myitem"}""", Ok, "\"Put item 123\""),
        new("get what was put", "GET", "/items/123", null, Ok, """{"id":"123","price":12345,"name":"myitem"}"""),
        new("get all", "GET", "/items", null, Ok, """[{"id":"123","price":12345,"name":"myitem"}]"""),
        new("put again replaces the whole item", "PUT", "/items",
            """{"id":"123","price":0.5,"name":"other","colour":"red","expiresAt":1}""", Ok, "\"Put item 123\""),
        new("only the three attributes are kept", "GET", "/items/123", null, Ok, """{"id":"123","price":0.5,"name":"other"}"""),
        new("put without saying that it is JSON", "PUT", "/items", """{"id":"plain","price":1,"name":"a"}""", Ok,
            "\"Put item plain\"", MediaType: null),
        new("put as a form, as curl does", "PUT", "/items", """{"id":"plain","price":1,"name":"a"}""", Ok,
            "\"Put item plain\"", MediaType: "application/x-www-form-urlencoded"),
        new("delete it", "DELETE", "/items/plain", null, Ok, "\"Deleted item plain\""),
        new("a negative price and an empty name", "PUT", "/items", """{"id":"n","price":-1,"name":""}""", Ok, "\"Put item n\""),
        new("get them", "GET", "/items/n", null, Ok, """{"id":"n","price":-1,"name":""}"""),
        new("delete them", "DELETE", "/items/n", null, Ok, "\"Deleted item n\""),
        new("delete", "DELETE", "/items/123", null, Ok, "\"Deleted item 123\""),
        new("delete again", "DELETE", "/items/123", null, Ok, "\"Deleted item 123\""),
        new("get what is not there", "GET", "/items/123", null, Ok, string.Empty),
        new("an id of Hangul, a space and a slash", "PUT", "/items", """{"id":"가 나/다","price":1,"name":"한글 \" \\ <b>"}""",
            Ok, "\"Put item 가 나/다\""),
        new("get it percent-encoded", "GET", "/items/%EA%B0%80%20%EB%82%98%2F%EB%8B%A4", null, Ok,
            """{"id":"가 나/다","price":1,"name":"한글 \" \\ <b>"}"""),
        new("delete it percent-encoded", "DELETE", "/items/%EA%B0%80%20%EB%82%98%2f%EB%8B%A4", null, Ok,
            "\"Deleted item 가 나/다\""),
        new("the longest id", "PUT", "/items", Put(LongestId), Ok, $"\"Put item {LongestId}\""),
        new("delete the longest id", "DELETE", $"/items/{LongestId}", null, Ok, $"\"Deleted item {LongestId}\""),
        new("an id one byte too long", "PUT", "/items", Put(LongestId + "k"), Bad, null),
        new("get by an id one byte too long", "GET", $"/items/{LongestId}k", null, Bad, null),
        new("an empty id", "PUT", "/items", Put(string.Empty), Bad, null),
        new("no body", "PUT", "/items", null, Bad, null),
        new("bad JSON", "PUT", "/items", """{"id":"1",""", Bad, null),
        new("an array", "PUT", "/items", "[]", Bad, null),
        new("id is missing", "PUT", "/items", """{"price":1,"name":"a"}""", Bad, null),
        new("price is missing", "PUT", "/items", """{"id":"1","name":"a"}""", Bad, null),
        new("name is missing", "PUT", "/items", """{"id":"1","price":1}""", Bad, null),
        new("a numeric id", "PUT", "/items", """{"id":1,"price":1,"name":"a"}""", Bad, null),
        new("a price as text", "PUT", "/items", """{"id":"1","price":"1","name":"a"}""", Bad, null),
        new("a name that is null", "PUT", "/items", """{"id":"1","price":1,"name":null}""", Bad, null),
        new("a price that no table keeps", "PUT", "/items", """{"id":"1","price":1e999,"name":"a"}""", Bad, null),
        new("half a surrogate pair", "PUT", "/items", """{"id":"\ud800","price":1,"name":"a"}""", Bad, null),
        new("bytes that are not UTF-8", "PUT", "/items", """{"id":"Ã(","price":1,"name":"a"}""", Bad, null, Encoding.Latin1),
        new("JSON a thousand deep", "PUT", "/items", new string('[', 1000) + new string(']', 1000), Bad, null),
        new("a name above the table's limit", "PUT", "/items", Put("big", new string('x', 500_000)), Bad, null),
        new("a method that is no route", "POST", "/items", "{}", NotFound, Unknown),
        new("a method that is no route of one item", "PATCH", "/items/1", "{}", NotFound, Unknown),
        new("a path that is no route", "GET", "/items/1/2", null, NotFound, Unknown),
        new("nothing of the rejected was kept", "GET", "/items", null, Ok, "[]"),
    ];

    /// <summary>Plays the rows.</summary>
    /// <param name="client">Client of the Api or of the gateway, with a token where one is needed.</param>
    /// <returns>A line for each row that does not hold; empty when all do.</returns>
    public static async Task<IReadOnlyList<string>> PlayAsync(HttpClient client)
    {
        var differences = new List<string>();
        foreach (var row in Rows)
        {
            using var request = row.ToRequest();
            using var response = await client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            var type = response.Content.Headers.ContentType?.ToString();
            if (response.StatusCode != row.Status || type != "application/json"
                || (row.Answer is null ? !IsNonEmptyJsonString(answer) : answer != row.Answer))
            {
                differences.Add($"{row.Name}: {(int)response.StatusCode} {type} {answer}");
            }
        }

        return differences;
    }

    private static string Put(string id, string name = "a") => $$"""{"id":"{{id}}","price":1,"name":"{{name}}"}""";

    private static bool IsNonEmptyJsonString(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(Encoding.UTF8.GetBytes(answer)) is { Length: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace KanbanAspire.Tests.Api;

public sealed partial class ResponseTests
{
    [Theory]
    [InlineData("gzip", 3000, true)]
    [InlineData("br, GZIP;q=0.5", 3000, true)]
    [InlineData("gzip;q=0", 3000, false)]
    [InlineData("br", 3000, false)]
    [InlineData("gzip", 1000, false)]
    public async Task Json_AcceptedAndLarge_IsCompressed(string acceptEncoding, int nameSize, bool compressed)
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);
        var item = $$"""{"id":"1","price":1,"name":"{{new string('x', nameSize)}}"}""";
        using var put = await api.Client.PutAsync("/items", new StringContent(item));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/items/1");
        request.Headers.Add("Accept-Encoding", acceptEncoding);

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(compressed ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var text = new StreamReader(compressed ? new GZipStream(body, CompressionMode.Decompress) : body);
        Assert.Equal(item, await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Body_OfUnknownLength_IsCountedAndRefused()
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("ann");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/boards") { Content = new ByteArrayContent(new byte[300_000]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.Created)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.Created)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.Created)]
    [InlineData("application/json; charset=us-ascii", HttpStatusCode.Created)]
    [InlineData("application/json; charset=", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/merge-patch+json; charset=utf-8", HttpStatusCode.Created)]
    [InlineData("application/json; charset=euc-kr", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=ks_c_5601-1987", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf8", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=\"\"", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=euc-kr; charset=utf-8", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain; charset=euc-kr", HttpStatusCode.UnsupportedMediaType)]
    public async Task Body_InAnUnsupportedCharset_Is415(string contentType, HttpStatusCode expected)
    {
        await using var api = await ApiApplication.StartAsync();
        using var client = api.ClientOf("ann");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/boards") { Content = new ByteArrayContent("""{"name":"Board"}"""u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    // Text in another charset is no valid UTF-8, and one that is says the same in both.
    [Fact]
    public async Task Item_InAnotherCharset_IsRejectedByItsBytes()
    {
        await using var api = await ApiApplication.StartAsync([("ItemsAuthorization", "none")]);
        using var content = new ByteArrayContent([.. """{"id":"1","price":1,"name":" """u8, 0xC7, 0xD1, .. "\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=euc-kr");

        using var response = await api.Client.PutAsync("/items", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task EveryAnswer_OfWhateverStatus_TellsItsTimeAndTrace()
    {
        await using var api = await ApiApplication.StartAsync();
        const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        foreach (var path in new[] { "/health", "/api/me", "/nothing" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("traceparent", Parent);
            using var response = await api.Client.SendAsync(request);

            Assert.Matches(Timing(), response.Headers.GetValues("Server-Timing").Single());
            Assert.StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-", response.Headers.GetValues("traceresponse").Single());
        }
    }

    // A browser's cache outlives the sign-out and would answer the next user with the last one's board.
    [Fact]
    public async Task Board_WholeOrUnchanged_IsKeptByNoCache()
    {
        await using var api = await ApiApplication.StartAsync();
        using var ann = api.ClientOf("ann");
        using var created = await ann.PostAsync("/api/boards", new StringContent("""{"name":"Board"}""", null, "application/json"));
        using var whole = await ann.GetAsync(created.Headers.Location);
        using var request = new HttpRequestMessage(HttpMethod.Get, created.Headers.Location);
        request.Headers.IfNoneMatch.Add(whole.Headers.ETag!);

        using var unchanged = await ann.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (whole.StatusCode, unchanged.StatusCode));
        Assert.All([whole, unchanged], response => Assert.Equal("no-store", response.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task UnknownRoute_UnderApi_IsAProblem()
    {
        await using var api = await ApiApplication.StartAsync();

        using var response = await api.Client.PostAsync("/api/me", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
    }

    [GeneratedRegex(@"^total;dur=\d+(\.\d+)?$")]
    private static partial Regex Timing();
}

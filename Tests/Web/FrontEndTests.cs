using System.IO.Compression;
using System.Net;
using System.Text.Json;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Web;

/// <summary>What the front end's server sends: files, headers, sizes.</summary>
public sealed class FrontEndTests : IAsyncLifetime
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{Repository.FreePort()}") };
    private ChildProcess? _server;

    public async Task InitializeAsync()
    {
        _server = ChildProcess.Start(
            new ChildProcessStart(Repository.Built("Web"), [], Path.Combine(Repository.Root, "Web"), new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = _client.BaseAddress!.ToString(),
                ["Cognito__Issuer"] = "http://issuer.test/pool",
                ["Cognito__Domain"] = "http://domain.test",
                ["AppSync__Endpoint"] = "http://events.test:81/event",
                ["AppSync__Socket"] = "ws://events.test:81/event/realtime",
                ["Cognito__WebClientId"] = "client",
            }),
            (_, _) => { });
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using var healthy = await _client.GetAsync("/health");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server!.StopAsync(TimeSpan.FromSeconds(5));
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/boards")]
    [InlineData("/b/abc/c/def")]
    public async Task Page_AnyAddressOfTheRouter_IsTheSamePageAndAlwaysRevalidated(string path)
    {
        using var answer = await _client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Contains("<div id=\"app\">", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets/none.js", HttpStatusCode.NotFound)]
    [InlineData("/../security-headers.json", HttpStatusCode.NotFound)]
    [InlineData("/api/boards", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/robots.txt", HttpStatusCode.OK)]
    public async Task Other_Address_Answers(string path, HttpStatusCode expected)
    {
        using var answer = await _client.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task OpenApi_IsOneOfTheFiles()
    {
        using var answer = await _client.GetAsync("/openapi/v1.json");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi", "v1.json")), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ApiReference_OutsideDevelopment_IsNoPartOfTheFrontEnd()
    {
        using var script = await _client.GetAsync("/scalar/scalar.js");

        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        Assert.Contains("<div id=\"app\">", await _client.GetStringAsync("/scalar/"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "Web", "wwwroot"), "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("scalar", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Headers_OfEveryAnswer_AreThoseOfTheFile()
    {
        var file = Path.Combine(Repository.Root, "Web", "security-headers.json");
        var expected = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file))!;
        foreach (var path in new[] { "/", "/config.json", "/assets/none.js", "/api/boards" })
        {
            using var answer = await _client.GetAsync(path);
            foreach (var (name, value) in expected)
            {
                var with = value.Replace("{identity}", "http://issuer.test http://domain.test", StringComparison.Ordinal)
                    .Replace("{realtime}", "ws://events.test:81", StringComparison.Ordinal);
                Assert.Equal(with, answer.Headers.GetValues(name).Single());
            }
        }

        var policy = expected["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_NamesTheUserPool()
    {
        Assert.Equal(
            """{"authentication":{"issuer":"http://issuer.test/pool","domain":"http://domain.test","clientId":"client"},"realtime":{"url":"ws://events.test:81/event/realtime","host":"events.test:81"}}""",
            await _client.GetStringAsync("/config.json"));
    }

    [Fact]
    public async Task Assets_AreCachedForAYearAndCompressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/" + Path.GetFileName(Asset("index-*.js")));
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var answer = await _client.SendAsync(request);

        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control")));
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public void Budget_OfTheFirstLoad_IsKept()
    {
        Assert.InRange(GzippedSize(Asset("index-*.js")), 1, 70 * 1024);
        Assert.InRange(GzippedSize(Asset("index-*.css")), 1, 15 * 1024);
        Assert.InRange(GzippedSize(Asset("exporter-*.js")), 1, 12 * 1024);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "Web", "wwwroot", "index.html"));
        // One script, one style sheet, nothing inline and nothing from elsewhere.
        Assert.Single(page.Split("<script").Skip(1));
        Assert.Single(page.Split("rel=\"stylesheet\"").Skip(1));
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain("//", page.Replace("<!--", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Asset(string pattern) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "Web", "wwwroot", "assets"), pattern).Single();

    private static long GzippedSize(string file)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(file));
        }

        return result.Length;
    }
}

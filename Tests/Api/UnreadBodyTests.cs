using System.Net;
using System.Net.Http.Json;
using KanbanAspire.Tests.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Api;

/// <summary>Counts how often the body of a request is read: not at all where an id in its address cannot be one.</summary>
public sealed class UnreadBodyTests
{
    private const string Board = "/api/boards/AAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData("POST", "/api/boards/made-up/cards", HttpStatusCode.NotFound)]
    [InlineData("PATCH", $"{Board}/columns/UPPER", HttpStatusCode.NotFound)]
    [InlineData("POST", $"{Board}/events/0/undo", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/invites/made-up", HttpStatusCode.NotFound)]
    [InlineData("DELETE", $"{Board}/columns/1?moveTo=UPPER", HttpStatusCode.UnprocessableEntity)]
    [InlineData("DELETE", $"{Board}/columns/1?moveTo=", HttpStatusCode.UnprocessableEntity)]
    public async Task Request_IdThatCannotBeOne_IsRejectedWithItsBodyUnread(string method, string path, HttpStatusCode status)
    {
        var reads = new ReadCount();
        await using var api = await ApiApplication.StartAsync(configure: services => services.AddSingleton<IStartupFilter>(reads));
        using var client = api.ClientOf("ann");

        Assert.Equal(status, await SendAsync(client, method, path));
        Assert.Equal(0, reads.Count);
    }

    [Fact]
    public async Task Request_IdOfNothing_HasItsBodyRead()
    {
        var reads = new ReadCount();
        await using var api = await ApiApplication.StartAsync(configure: services => services.AddSingleton<IStartupFilter>(reads));
        using var client = api.ClientOf("ann");

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(client, "DELETE", $"{Board}/columns/1?moveTo=2"));
        Assert.NotEqual(0, reads.Count);
    }

    [Fact]
    public async Task Request_IdThatCannotBeOneOfAStranger_Is401()
    {
        await using var api = await ApiApplication.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(api.Client, "POST", "/api/boards/made-up/cards"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(api.Client, "DELETE", $"{Board}/columns/1?moveTo=UPPER"));
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("cards/AAAAAAAAAAAAAAAAAAAAAA/comments")]
    public async Task List_CursorThatCannotBeOne_IsInvalid(string path)
    {
        await using var api = await ApiApplication.StartAsync();
        var ann = new BoardsClient(api.ClientOf("ann"));

        Assert.Equal("invalid", (await ann.GetAsync($"{Board}/{path}?after=made-up")).Problem);
        Assert.Equal("not-found", (await ann.GetAsync($"{Board}/{path}?after=AAAAAAAAAAAAAAAAAAAAAA")).Problem);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { title = "x" }) };
        request.Headers.Add("Idempotency-Key", "0123456789abcdef");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private sealed class ReadCount : IStartupFilter
    {
        internal int Count { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                // Kestrel reads the remainder itself once the answer is written, but not through this stream.
                context.Request.Body = new CountedStream(context.Request.Body, () => Count++);
                await following(context);
            });
            next(app);
        };
    }

    private sealed class CountedStream(Stream body, Action read) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            read();
            return body.Read(buffer, offset, count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read();
            return body.ReadAsync(buffer, cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            read();
            return body.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override void Flush() => body.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

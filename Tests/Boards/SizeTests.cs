using System.IO.Compression;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Store;
using Xunit.Abstractions;

namespace KanbanAspire.Tests.Boards;

/// <summary>Holds open boards to the sizes that the network and Lambda bear.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    private const int MaxFunctionResponseBytes = 4 * 1024 * 1024;
    private static readonly string[] TwoLabels = ["4", "5"];

    [Fact]
    public async Task Open_ReferenceBoardOf2000Cards_IsSmall()
    {
        var (raw, gzipped) = await MeasureAsync(2_000, new FillColumn(0, 0) { Labels = TwoLabels });
        Assert.InRange(raw, 300_000, 500_000);
        Assert.InRange(gzipped, 50_000, 150_000);
    }

    [Fact]
    public async Task Open_5000FullCards_FitsAFunctionResponse()
    {
        var labels = Enumerable.Range(10, 20).Select(KanbanAspire.Kanban.Ids.Short).ToList();
        var (_, gzipped) = await MeasureAsync(5_000, new FillColumn(0, 0) { Labels = labels, IsFull = true });

        // A function's response is text: what is compressed goes as base64.
        Assert.InRange(gzipped * 4 / 3, 1, MaxFunctionResponseBytes);
    }

    private async Task<(int Raw, int Gzipped)> MeasureAsync(int cards, FillColumn fill)
    {
        await using var api = await ApiApplication.StartAsync();
        using var http = api.ClientOf("ann");
        var board = await new BoardsClient(http).CreateBoardAsync("A", "B");
        var store = api.Store;
        for (var i = 0; i < cards; i += 80)
        {
            var step = fill with { First = i, Count = Math.Min(80, cards - i) };
            var outcome = await store.Commands.ExecuteAsync(board.Split('/')[^1], null, step, null, default);
            Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, board);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var response = await http.SendAsync(request);
        var gzipped = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        using var raw = new MemoryStream();
        using var reader = new GZipStream(new MemoryStream(gzipped), CompressionMode.Decompress);
        await reader.CopyToAsync(raw);
        output.WriteLine($"{cards} cards: {raw.Length} bytes, {gzipped.Length} gzipped");
        return ((int)raw.Length, gzipped.Length);
    }
}

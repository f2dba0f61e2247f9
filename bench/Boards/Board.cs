using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Bench.Boards;

/// <summary>A board to be measured, with cards of the reference kind.</summary>
internal sealed class Board(HttpClient http, string address, List<string> cards, string etag)
{
    private const int CardsOfAStep = 80;
    private static readonly string[] Columns = ["To do", "Doing"];
    private static readonly string[] Labels = ["5", "6"];

    /// <summary>Makes a board with cards in its first column.</summary>
    public static async Task<Board> CreateAsync(ApiApplication api, HttpClient http, int count)
    {
        using var created = await http.PostAsJsonAsync("/api/boards", new { name = "Bench", columns = Columns });
        created.EnsureSuccessStatusCode();
        var address = created.Headers.Location!.ToString();
        var commands = api.Services.GetRequiredService<CommandExecutor>();
        for (var i = 0; i < count; i += CardsOfAStep)
        {
            var fill = new FillColumn(i, Math.Min(CardsOfAStep, count - i)) { Labels = Labels };
            await commands.ExecuteAsync(address.Split('/')[^1], null, fill, null, default);
        }

        // The latest events are read with a board; those of people are of one card each.
        for (var i = 0; i < 8; i++)
        {
            using var renamed = await http.PatchAsJsonAsync(address, new { name = $"Bench {i}" });
            renamed.EnsureSuccessStatusCode();
        }

        using var opened = await http.GetAsync(address);
        using var json = JsonDocument.Parse(await opened.Content.ReadAsStringAsync());
        var cards = json.RootElement.GetProperty("cards").EnumerateArray()
            .OrderBy(card => card.GetProperty("rank").GetString(), StringComparer.Ordinal)
            .Select(card => card.GetProperty("id").GetString()!).ToList();
        return new Board(http, address, cards, opened.Headers.ETag!.Tag);
    }

    /// <summary>Opens the board as a browser does.</summary>
    public async Task OpenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Asks for news when there are none.</summary>
    public async Task PollAsync()
    {
        using var response = await http.GetAsync($"{address}/events?after={etag.Trim('"')}");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a card at the end of a column.</summary>
    public async Task CreateCardAsync()
    {
        using var response = await http.PostAsJsonAsync($"{address}/cards", new { columnId = "3", title = "A new card" });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Moves a card to between two others that are neighbours as far as the mover knows.</summary>
    public async Task MoveCardAsync()
    {
        string card, after, before;
        lock (cards)
        {
            card = cards[Random.Shared.Next(cards.Count)];
            cards.Remove(card);
            var place = Random.Shared.Next(1, cards.Count);
            (after, before) = (cards[place - 1], cards[place]);
            cards.Insert(place, card);
        }

        using var response = await http.PostAsJsonAsync($"{address}/cards/{card}/move", new { columnId = "2", after, before, from = "2" });
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Measures what comes over the network.</summary>
    public async Task<(int Raw, int Gzipped)> SizesAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await http.SendAsync(request);
        return ((await http.GetByteArrayAsync(address)).Length, (await response.Content.ReadAsByteArrayAsync()).Length);
    }
}

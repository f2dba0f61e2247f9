using System.Net;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Recurrence;

/// <summary>Limits of recurring rules, over HTTP.</summary>
public sealed class RulesApiTests : IAsyncLifetime
{
    private static readonly object Daily = new
    {
        schedule = new { every = "day", timeZone = "Asia/Seoul", at = "09:00" },
        template = new { columnId = "2", title = "Water the plants" },
    };

    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync([("Limits:WritesPerMinute", "0")]);
        _ann = new BoardsClient(_api.ClientOf("ann"));
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task AddRule_BeyondThoseOfAPerson_IsRejectedAndARepeatedRequestIsNot()
    {
        var board = await _ann.CreateBoardAsync("A");
        var others = 0;
        for (; others < Limits.RulesPerPerson - 1; others += Limits.Rules)
        {
            await FillAsync(await _ann.CreateBoardAsync("A"), Math.Min(Limits.Rules, Limits.RulesPerPerson - 1 - others));
        }

        // Rules on a board of somebody else do not count.
        var bob = new BoardsClient(_api.ClientOf("bob"));
        var bobs = await bob.CreateBoardAsync("A");
        await bob.JoinAsync(bobs, _ann, "editor");
        Assert.Equal(HttpStatusCode.Created, (await _ann.PostAsync($"{bobs}/rules", Daily)).Status);

        const string key = "the-last-rule-of-a-person";
        var last = await _ann.SendAsync("POST", $"{board}/rules", Daily, key);
        Assert.Equal(HttpStatusCode.Created, last.Status);
        var next = await _ann.PostAsync($"{board}/rules", Daily);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, Limits.RulesPerPerson), (next.Status, (int?)next.Body!["limit"]));
        var repeated = await _ann.SendAsync("POST", $"{board}/rules", Daily, key);
        Assert.Equal((HttpStatusCode.Created, last.Location), (repeated.Status, repeated.Location));
    }

    [Theory]
    [InlineData("POST", "rules")]
    [InlineData("POST", "rules/preview")]
    public async Task Cron_MoreOftenThanEveryFifteenMinutes_IsToldSo(string method, string path)
    {
        var board = await _ann.CreateBoardAsync("A");
        var answer = await _ann.SendAsync(method, $"{board}/{path}", new
        {
            schedule = new { every = "cron", timeZone = "UTC", cron = "* * * * *" },
            template = new { columnId = "2", title = "x" },
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("A rule makes a card every 15 minutes at most.", (string?)answer.Body!["detail"]);
    }

    private async Task FillAsync(string board, int rules)
    {
        var (boardId, schedule) = (board.Split('/')[^1], new Schedule(Every.Day, "UTC") { At = "09:00" });
        for (var i = 0; i < rules; i++)
        {
            var command = new AddRule(new Rule(Ids.New(DateTimeOffset.UtcNow), schedule, new CardTemplate("2", "x"), 0));
            Assert.NotNull((await _api.Store.Commands.ExecuteAsync(boardId, new Actor("ann", "Ann"), command, null, default)).Event);
        }
    }
}

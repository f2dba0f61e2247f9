using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Boards;

namespace KanbanAspire.Tests.Cards;

/// <summary>Cards are done while they are in a column that is marked as done, and have the time that they came there.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private const string ToDo = "2";
    private const string Done = "4";

    private ApiApplication _api = null!;
    private BoardsClient _ann = null!;
    private string _board = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiApplication.StartAsync();
        _ann = new BoardsClient(_api.ClientOf("ann"));
        _board = await _ann.CreateBoardAsync("To do", "Doing", "Done");
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task NewBoard_LastOfSeveralColumns_IsDone()
    {
        Assert.Equal([(ToDo, false), ("3", false), (Done, true)], await ColumnsAsync(_board));
        Assert.Equal([("2", false)], await ColumnsAsync(await _ann.CreateBoardAsync("All")));
    }

    [Fact]
    public async Task Card_ComesAndGoes_HasTheTimeWhileItIsDone()
    {
        var card = await _ann.CreateCardAsync(_board, ToDo, "a");
        Assert.Null(await CompletedAtAsync(card));

        await MoveAsync(card, Done);
        var completed = await CompletedAtAsync(card);
        Assert.NotNull(completed);

        await _ann.SendAsync("PATCH", $"{_board}/columns/3", new { done = true });
        await MoveAsync(card, "3");
        Assert.Equal(completed, await CompletedAtAsync(card));

        await MoveAsync(card, ToDo);
        Assert.Null(await CompletedAtAsync(card));
        Assert.NotNull(await CompletedAtAsync(await _ann.CreateCardAsync(_board, Done, "made there")));
    }

    [Fact]
    public async Task Undo_OfAReopening_BringsTheTimeBack()
    {
        var card = await _ann.CreateCardAsync(_board, ToDo, "a");
        await MoveAsync(card, Done);
        var completed = await CompletedAtAsync(card);
        var moved = await MoveAsync(card, ToDo);

        await UndoAsync(moved);
        Assert.Equal(completed, await CompletedAtAsync(card));

        await UndoAsync(await _ann.PostAsync($"{_board}/cards/{card}/archive"));
        Assert.Equal(completed, await CompletedAtAsync(card));
    }

    [Fact]
    public async Task Copy_OfADoneCard_IsOpenWhereItsColumnIs()
    {
        var card = await _ann.CreateCardAsync(_board, Done, "a");

        var copied = await _ann.PostAsync($"{_board}/cards/{card}/copy", new { columnId = ToDo });

        Assert.Null(copied.Body!["cards"]![0]!["after"]!["completedAt"]);
    }

    [Fact]
    public async Task Mark_OfAColumn_IsUndoneAndKeepsItsCards()
    {
        var card = await _ann.CreateCardAsync(_board, ToDo, "a");
        var marked = await _ann.SendAsync("PATCH", $"{_board}/columns/{ToDo}", new { done = true });
        Assert.Equal((ToDo, true), (await ColumnsAsync(_board))[0]);
        // It has been there before: when it was completed is not known.
        Assert.Null(await CompletedAtAsync(card));

        await UndoAsync(marked);
        Assert.Equal((ToDo, false), (await ColumnsAsync(_board))[0]);
        await _ann.PostAsync($"{_board}/columns", new { name = "Released", done = true });
        Assert.True((await ColumnsAsync(_board))[^1].IsDone);
    }

    [Fact]
    public async Task DeletedColumn_MovesItsCardsAsDone()
    {
        var card = await _ann.CreateCardAsync(_board, ToDo, "a");

        await _ann.SendAsync("DELETE", $"{_board}/columns/{ToDo}?moveTo={Done}");

        Assert.NotNull(await CompletedAtAsync(card));
    }

    private async Task<Answer> MoveAsync(string card, string column) => await _ann.PostAsync($"{_board}/cards/{card}/move", new { columnId = column });

    private Task UndoAsync(Answer done) => _ann.PostAsync($"{_board}/events/{done.Body!["seq"]}/undo");

    private async Task<string?> CompletedAtAsync(string card) => (string?)(await _ann.GetAsync($"{_board}/cards/{card}")).Body!["card"]!["completedAt"];

    private async Task<List<(string Id, bool IsDone)>> ColumnsAsync(string board) =>
        [.. from column in (await _ann.GetAsync(board)).Body!["columns"]!.AsArray()
            orderby (string)column["rank"]! select ((string)column["id"]!, (bool?)column["done"] ?? false)];
}

using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;
using KanbanAspire.Tests.Store;

namespace KanbanAspire.Tests.Cards;

/// <summary>Numbers of cards: unique on a board and never reused, whatever makes a card.</summary>
public sealed class CardNumberTests
{
    private readonly PureBoard _board = new("A", "B");

    [Fact]
    public void Cards_MadeAndCopied_AreNumberedInOrder()
    {
        var first = Create();
        Create();
        var copy = Ids.New(DateTimeOffset.UtcNow);
        _board.Execute(new CopyCard(first, copy, new Placement("2"), null, []));

        Assert.Equal([1, 2, 3], _board.State.Cards.Values.Select(card => card.Number).Order());
        Assert.Equal(3, _board.State.Cards[copy].Number);
    }

    [Fact]
    public void Number_OfADeletedCard_IsNotReused()
    {
        var gone = Create();
        _board.Execute(new ArchiveCard(gone));
        _board.Execute(new DeleteCard(gone));

        var next = Create();
        Assert.Equal(2, _board.State.Cards[next].Number);
        Assert.Equal(2, _board.State.Board!.LastCardNumber);
    }

    [Fact]
    public void Number_ThroughEveryChange_Stays()
    {
        var card = Create();
        Create();
        _board.Execute(new MoveCard(card, new Placement("3")));
        _board.Execute(new SetTitle(card, "Other", _board.State.Cards[card].TitleVersion));
        _board.Execute(new ArchiveCard(card));
        _board.Execute(new Undo(_board.Log[^1]));
        _board.Execute(new Undo(_board.Log.Single(e => e.Is(EventKind.CardCreated) && e.Cards![0].Id == card)));

        Assert.Equal(1, _board.State.Cards[card].Number);
        Assert.All(_board.Log.SelectMany(e => e.Cards ?? []).Where(change => change.Id == card), change => Assert.Equal(1, change.After!.Number));
    }

    [Fact]
    public void Cards_OfABoardWithoutNumbers_GetThemWithTheirNextChange()
    {
        var card = new Card(Ids.New(DateTimeOffset.UtcNow), "2", Rank.Between(null, null, Rank.NewJitter()), "Old", _board.Log.Count + 1, _board.Log.Count + 1);
        _board.Apply(_board.Next("cardCreated") with { Cards = [new Change<Card>(card.Id, null, card)] });
        Create();

        _board.Execute(new ChangeCard(card.Id) { Estimate = 1 });

        Assert.Equal(2, _board.State.Cards[card.Id].Number);
        var next = Create();
        Assert.Equal(3, _board.State.Cards[next].Number);
    }

    [Fact]
    public async Task Card_MovedToAnotherBoardAndBack_HasANumberOfEach()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var other = Ids.New(DateTimeOffset.UtcNow);
        await table.Plain.Commands.ExecuteAsync(other, BoardTable.Ann, new CreateBoard(other, new BoardInfo("Other"), ["A"]), null, default);
        var card = await table.AddCardAsync();
        for (var i = 0; i < 2; i++)
        {
            await table.Plain.Commands.ExecuteAsync(
                other, BoardTable.Ann, new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("2"), "x"), null, default);
        }

        var sent = await table.Plain.Transfers.TransferAsync(table.BoardId, card, other, "2", false, BoardTable.Ann, null, default);
        var there = await table.Plain.Cards.GetCardAsync(other, card, default);
        await table.AddCardAsync();
        await table.Plain.Batches.UndoAsync(table.BoardId, sent.Event!, BoardTable.Ann, null, default);

        Assert.Equal(3, there!.Number);
        Assert.Equal(1, (await table.Plain.Cards.GetCardAsync(table.BoardId, card, default))!.Number);
        Assert.Empty(await Stored.FindAnomaliesAsync(table, []));
    }

    private string Create()
    {
        var id = Ids.New(DateTimeOffset.UtcNow);
        Assert.IsType<Kanban.Commands.Accepted>(_board.Execute(new CreateCard(id, new Placement("2"), "Card")));
        return id;
    }
}

using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Tests.Store;

/// <summary>An entry is taken back by itself: what else happened to its checklist since stands.</summary>
public sealed class ChecklistUndoTests
{
    private readonly PureBoard _board = new("A");
    private readonly string _card = Ids.New(DateTimeOffset.UtcNow);
    private readonly string _list = Ids.New(DateTimeOffset.UtcNow);

    public ChecklistUndoTests()
    {
        _board.Execute(new CreateCard(_card, new Placement("2"), "Card"));
        _board.Execute(new AddChecklist(_card, _list, "List", ["a", "b", "c"]));
    }

    [Fact]
    public void Undo_OfSeveralAddedEntries_TakesBackEach()
    {
        var added = new[] { "d", "e", "f" }.Select(text => Do(new AddEntry(_card, _list, Ids.New(DateTimeOffset.UtcNow), text, null, null))).ToList();
        added.Reverse();

        Assert.All(added, e => Assert.IsType<Accepted>(_board.Execute(new Undo(e))));

        Assert.Equal("a b c", Texts());
    }

    [Fact]
    public void Undo_OfAnAddedEntry_LeavesWhatCameAfterIt()
    {
        var added = Do(new AddEntry(_card, _list, Ids.New(DateTimeOffset.UtcNow), "d", null, null));
        Do(new AddEntry(_card, _list, Ids.New(DateTimeOffset.UtcNow), "e", null, Id("a")));
        Do(new ChangeEntry(_card, _list, Id("b")) { Done = true });

        var undone = Do(new Undo(added));
        Assert.Equal("a e b! c", Texts());

        Do(new Undo(undone));
        Assert.Equal("a e b! c d", Texts());
    }

    [Fact]
    public void Undo_OfAChangedEntry_IsAConflictOnceItChangedAgain()
    {
        var ticked = Do(new ChangeEntry(_card, _list, Id("b")) { Done = true });
        Do(new ChangeEntry(_card, _list, Id("b")) { Text = "B" });

        Assert.Equal(RejectionKind.UndoConflict, (_board.Execute(new Undo(ticked)) as Rejection)?.Kind);
        Assert.Equal("a B! c", Texts());
    }

    [Fact]
    public void Undo_OfARemovedEntry_PutsItWhereItWas()
    {
        var removed = Do(new RemoveEntry(_card, _list, Id("b")));
        Do(new AddEntry(_card, _list, Ids.New(DateTimeOffset.UtcNow), "d", null, null));

        Do(new Undo(removed));

        Assert.Equal("a b c d", Texts());
    }

    [Fact]
    public void Undo_OfAMovedEntry_PutsItBackUnlessItIsElsewhere()
    {
        var moved = Do(new ChangeEntry(_card, _list, Id("a")) { Position = 2 });
        Assert.Equal("b c a", Texts());
        Do(new ChangeEntry(_card, _list, Id("c")) { Done = true });
        Do(new Undo(moved));
        Assert.Equal("a b c!", Texts());

        var again = Do(new ChangeEntry(_card, _list, Id("a")) { Position = 2 });
        Do(new ChangeEntry(_card, _list, Id("a")) { Position = 1 });
        Assert.Equal(RejectionKind.UndoConflict, (_board.Execute(new Undo(again)) as Rejection)?.Kind);
    }

    [Fact]
    public void Undo_OfATitle_LeavesTheEntries()
    {
        var renamed = Do(new RenameChecklist(_card, _list, "Other"));
        Do(new ChangeEntry(_card, _list, Id("a")) { Done = true });

        Do(new Undo(renamed));

        Assert.Equal(("List", "a! b c"), (_board.State.Checklists[_list].Title, Texts()));
    }

    private BoardEvent Do(Command command)
    {
        Assert.IsType<Accepted>(_board.Execute(command));
        return _board.Log[^1];
    }

    private string Id(string text) => _board.State.Checklists[_list].Entries.Single(entry => entry.Text == text).Id;

    private string Texts() => string.Join(' ', _board.State.Checklists[_list].Entries.Select(entry => entry.Done ? $"{entry.Text}!" : entry.Text));
}

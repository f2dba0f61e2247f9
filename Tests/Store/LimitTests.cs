using CsCheck;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Tests.Store;

/// <summary>No way leads over a limit: commands, undos, redos and cards from another board, in any order, on boards that are full.</summary>
public sealed class LimitTests
{
    private static readonly Gen<(int Kind, int A, int B)[]> Steps = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 99], Gen.Int[0, 99]).Array[40];

    [Fact]
    public void Commands_UndosAndTransfersOnFullBoards_NeverLeadOverALimit() => Steps.Sample(
        steps =>
        {
            var (board, other) = (FullBoard(), FullBoard());
            foreach (var step in steps)
            {
                Take(board, other, step);
                Assert.Empty(Exceeded(board.State));
            }
        },
        iter: 300);

    [Fact]
    public void BoardsAndInvites_AtTheirLimit_AreRejected()
    {
        var board = new PureBoard("A");
        var invite = new AddInvite(Ids.Hash("x"), Role.Editor, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), SingleUse: false);
        var create = new CreateBoard("b", new BoardInfo("Board"), []);
        var context = new CommandContext(DateTimeOffset.UnixEpoch, 1, new Actor("ann", "Ann"), () => "000000");

        Assert.Equal(RejectionKind.LimitReached, Assert.IsType<Rejection>(board.Execute(invite with { InvitesOfBoard = Limits.Invites })).Kind);
        Assert.IsType<Accepted>(board.Execute(invite with { InvitesOfBoard = Limits.Invites - 1 }));
        Assert.Equal(
            RejectionKind.LimitReached,
            Assert.IsType<Rejection>((create with { BoardsOfPerson = Limits.BoardsPerPerson }).Decide(State.Empty, context)).Kind);
        Assert.IsType<Accepted>((create with { BoardsOfPerson = Limits.BoardsPerPerson - 1 }).Decide(State.Empty, context));
    }

    [Fact]
    public async Task BoardsOfAPerson_Counted_AreThoseThatThePersonOwns()
    {
        await using var table = await BoardTable.CreateAsync("A");
        var other = Ids.New(DateTimeOffset.UtcNow);
        await table.Plain.Commands.ExecuteAsync(other, new Actor("ben", "Ben"), new CreateBoard(other, new BoardInfo("Ben's"), []), null, default);
        var code = Ids.Hash("x");
        await table.Plain.Commands.ExecuteAsync(
            other, new Actor("ben", "Ben"), new AddInvite(code, Role.Editor, DateTimeOffset.UtcNow.AddDays(1), SingleUse: false), null, default);
        await table.Plain.Commands.ExecuteAsync(other, BoardTable.Ann, new Join(code, "1"), null, default);

        Assert.Equal(2, (await table.Plain.UserBoards.GetMyBoardsAsync("ann", default)).Count);
        Assert.Equal(1, await table.Plain.UserBoards.CountOwnedAsync("ann", default));
    }

    [Fact]
    public void Board_OverItsLimits_CanBeReducedAndNotExtended()
    {
        var board = FullBoard();
        var columns = Enumerable.Range(0, 3).Select(i => new Column(Ids.Short(board.State.Board!.NextId + i), $"More {i}", Kanban.Ranks.Rank.Step(board.State.Board.LastColumnRank!, i + 1)!, board.Log.Count + 1)).ToList();
        board.Apply(board.Next("columnAdded") with { Columns = [.. columns.Select(c => new Change<Column>(c.Id, null, c))] });
        var card = board.State.Cards.Values.First();
        var labels = board.State.Labels.Keys.Take(Limits.LabelsPerCard + 2).ToList();
        board.Apply(board.Next("cardLabelled") with
        {
            Cards = [new Change<Card>(card.Id, card, card with { Labels = labels, Version = board.Log.Count + 1 })],
        });

        Assert.Equal(RejectionKind.LimitReached, Rejected(board.Execute(new AddColumn("x", null, null, null, null, WipPolicy.Warn))));
        Assert.Equal(RejectionKind.LimitReached, Rejected(board.Execute(new LabelCard(card.Id, board.State.Labels.Keys.Except(labels).First(), On: true))));
        Assert.IsType<Accepted>(board.Execute(new SetTitle(card.Id, "still to be changed", card.TitleVersion)));
        Assert.IsType<Accepted>(board.Execute(new LabelCard(card.Id, labels[0], On: false)));
        var last = columns[^1].Id;
        Assert.IsType<Accepted>(board.Execute(new CloseColumn(last, null)));
        Assert.IsType<Accepted>(board.Execute(new EmptyColumn(last, null, []), asScheduler: true));
        Assert.Equal(Limits.Columns + 1, board.State.Columns.Count);
    }

    [Fact]
    public void Columns_SwappedAThousandTimesAtOneSpot_KeepShortRanks()
    {
        var board = new PureBoard("A", "B", "C", "D");
        for (var i = 0; i < 1_000; i++)
        {
            var ids = board.State.Columns.Values.OrderBy(column => column.Rank, StringComparer.Ordinal).Select(column => column.Id).ToList();
            Assert.IsType<Accepted>(board.Execute(new MoveColumn(ids[2], ids[0], ids[1])));
            var after = board.State.Columns.Values.OrderBy(column => column.Rank, StringComparer.Ordinal).Select(column => column.Id);
            Assert.Equal([ids[0], ids[2], ids[1], ids[3]], after);
        }

        Assert.All(board.State.Columns.Values, column => Assert.InRange(column.Rank.Length, 2, Kanban.Ranks.Rank.RebalanceLength));
        Assert.IsType<Accepted>(board.Execute(new ChangeColumn(board.State.Columns.Keys.First(), "renamed", null, null, null)));
    }

    [Fact]
    public void Undo_OfANewColumnThatOthersRenamed_IsAConflict()
    {
        var board = new PureBoard("A");
        board.Execute(new AddColumn("New", null, null, null, null, WipPolicy.Warn));
        var added = board.Log[^1];
        board.Execute(new ChangeColumn(added.Columns![0].Id, "Renamed", null, null, null));

        Assert.Equal(RejectionKind.UndoConflict, Rejected(board.Execute(new Undo(added))));
    }

    /// <summary>Both boards count their events by themselves: equal numbers of a checklist do not make it the same.</summary>
    [Fact]
    public void Undo_OfAChecklistThatChangedOnAnotherBoard_IsAConflict()
    {
        var (a, b) = (new PureBoard("A"), new PureBoard("B"));
        var (cardId, listId) = (Ids.New(DateTimeOffset.UtcNow), Ids.New(DateTimeOffset.UtcNow));
        a.Execute(new CreateCard(cardId, new Placement("2"), "Card"));
        a.Execute(new AddChecklist(cardId, listId, "List", ["one"]));
        a.Execute(new RenameChecklist(cardId, listId, "A's"));
        var renamed = a.Log[^1];
        Transfer(a, b, cardId);
        while (b.Log.Count < renamed.Seq - 1)
        {
            b.Execute(new AddLabel($"{b.Log.Count}", "red"));
        }

        Assert.IsType<Accepted>(b.Execute(new RenameChecklist(cardId, listId, "B's")));
        Assert.Equal(renamed.Seq, b.Log.Count);
        Transfer(b, a, cardId);

        Assert.Equal(RejectionKind.UndoConflict, Rejected(a.Execute(new Undo(renamed))));
        Assert.Equal("B's", a.State.Checklists[listId].Title);
    }

    private static RejectionKind? Rejected(Decision decision) => (decision as Rejection)?.Kind;

    private static void Transfer(PureBoard from, PureBoard to, string cardId)
    {
        var before = from.State;
        if (from.Execute(new SendCard(cardId)) is not Accepted sent)
        {
            return;
        }

        var lists = before.Checklists.Values.Where(list => list.CardId == cardId).Select(list => new Change<Checklist>(list.Id, null, list)).ToList();
        if (to.Execute(new ReceiveCard(sent.Event.Cards![0].Before!, [], new Dictionary<string, string>(), to.State.Columns.Keys.First())) is Accepted)
        {
            to.Adopt(lists);
        }
        else
        {
            from.Execute(new Undo(sent.Event));
        }
    }

    private static PureBoard FullBoard()
    {
        var board = new PureBoard([.. Enumerable.Range(0, Limits.Columns - 1).Select(i => $"Column {i}")]);
        // First, so that no undo of the last steps takes the limit away: a limit may be set below what is there.
        board.Execute(new ChangeColumn("3", null, null, 1, WipPolicy.Block));
        board.Execute(new CreateCard(Ids.New(DateTimeOffset.UtcNow), new Placement("3"), "In the full column"));
        for (var i = 0; i < Limits.Labels - 1; i++)
        {
            board.Execute(new AddLabel($"Label {i}", "red"));
        }

        for (var i = 0; i < 3; i++)
        {
            var id = Ids.New(DateTimeOffset.UtcNow);
            board.Execute(new CreateCard(id, new Placement("2"), $"Card {i}") { Labels = [.. board.State.Labels.Keys.Take(Limits.LabelsPerCard - 1)] });
            for (var n = 0; n < Limits.ChecklistsPerCard - 1; n++)
            {
                board.Execute(new AddChecklist(
                    id, Ids.New(DateTimeOffset.UtcNow), $"List {n}", [.. Enumerable.Range(0, n == 0 ? Limits.EntriesPerChecklist - 1 : 1).Select(k => $"{k}")]));
            }
        }

        Assert.Empty(Exceeded(board.State));
        return board;
    }

    private static void Take(PureBoard board, PureBoard other, (int Kind, int A, int B) step)
    {
        var (kind, a, b) = step;
        var cards = board.State.Cards.Values.OrderBy(card => card.Id, StringComparer.Ordinal).ToList();
        if (cards is [])
        {
            return;
        }

        var card = cards[a % cards.Count];
        var columns = board.State.Columns.Keys.Order(StringComparer.Ordinal).ToList();
        var column = b % 3 == 0 ? "3" : columns[b % columns.Count];
        var labels = board.State.Labels.Keys.Order(StringComparer.Ordinal).ToList();
        var list = board.State.Checklists.Values.Where(l => l.CardId == card.Id).OrderBy(l => l.Id, StringComparer.Ordinal).Skip(b % 3).FirstOrDefault();
        switch (kind)
        {
            case 0: board.Execute(new AddColumn($"{a}", null, null, null, null, WipPolicy.Warn)); break;
            case 1: board.Execute(new AddLabel($"{a}", "blue")); break;
            case 2: board.Execute(new RemoveLabel(labels[a % labels.Count])); break;
            case 3 or 4: board.Execute(new LabelCard(card.Id, labels[b % labels.Count], On: true)); break;
            case 5: board.Execute(new LabelCard(card.Id, (card.Labels ?? ["none"])[0], On: false)); break;
            case 6: board.Execute(new AddChecklist(card.Id, Ids.New(DateTimeOffset.UtcNow), "List", ["x"])); break;
            case 7 when list is not null: board.Execute(new RemoveChecklist(card.Id, list.Id)); break;
            case 8 or 9 when list is not null: board.Execute(new AddEntry(card.Id, list.Id, Ids.New(DateTimeOffset.UtcNow), "more", null, null)); break;
            case 10 when list is { Entries.Count: > 0 }: board.Execute(new RemoveEntry(card.Id, list.Id, list.Entries[0].Id)); break;
            case 11: board.Execute(new MoveCard(card.Id, new Placement(column))); break;
            case 12: board.Execute(new ArchiveCard(card.Id)); break;
            case 13: board.Execute(new RestoreCard(card.Id, column)); break;
            case 14: board.Execute(new CopyCard(card.Id, Ids.New(DateTimeOffset.UtcNow), new Placement(column), null, [])); break;
            case 15: board.Execute(new ChangeCard(card.Id) { Start = new DateOnly(2026, 1, 1 + (a % 20)), Due = new DateOnly(2026, 1, 1 + (b % 20)) }); break;
            case 16: Transfer(b % 2 == 0 ? board : other, b % 2 == 0 ? other : board, card.Id); break;
            default: board.Execute(new Undo(board.Log[^(1 + (a % Math.Min(12, board.Log.Count)))])); break;
        }
    }

    // Counted from the things themselves, not from the numbers that the board keeps.
    private static IEnumerable<string> Exceeded(State state)
    {
        var open = state.Cards.Values.Where(card => !card.Archived).ToList();
        if (state.Columns.Count > Limits.Columns)
        {
            yield return $"{state.Columns.Count} columns";
        }

        if (state.Labels.Count > Limits.Labels)
        {
            yield return $"{state.Labels.Count} labels";
        }

        if (!state.Members.Values.Any(member => member.Role == Role.Owner))
        {
            yield return "no owner";
        }

        foreach (var column in state.Columns.Values.Where(c => c.WipPolicy == WipPolicy.Block && open.Count(card => card.ColumnId == c.Id) > c.WipLimit))
        {
            yield return $"column {column.Id} over its WIP limit";
        }

        foreach (var card in state.Cards.Values)
        {
            var lists = state.Checklists.Values.Where(list => list.CardId == card.Id).ToList();
            if (card.Labels?.Count > Limits.LabelsPerCard || lists.Count > Limits.ChecklistsPerCard
                || lists.Exists(list => list.Entries.Count > Limits.EntriesPerChecklist) || card.Start > card.Due)
            {
                yield return $"card {card.Id}";
            }
        }
    }
}

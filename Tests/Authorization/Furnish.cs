using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Authorization;

/// <summary>Puts one of everything on a board at once: what a request can name.</summary>
/// <param name="Ids">Ids to use.</param>
public sealed record Furnish(Furniture Ids) : Command
{
    public override ReadSet ReadSet => new() { Columns = ["2"] };

    public override Decision Decide(State state, CommandContext context)
    {
        var (seq, at) = (context.Seq, context.At);
        var card = new Card(Ids.CardId, "2", "a0V", "Card", seq, seq) { Description = 4, Comments = 1, Checklists = 1, Entries = 1 };
        var schedule = new Schedule(Every.Day, "UTC") { At = "09:00" };
        return new Accepted(new BoardEvent(context.Seq, context.At, "furnished") { By = context.By } with
        {
            Members =
            [
                New(Ids.Number(0), id => new Member(id, Ids.Sub("editor"), "Editor", Role.Editor, seq)),
                New(Ids.Number(1), id => new Member(id, Ids.Sub("commenter"), "Commenter", Role.Commenter, seq)),
                New(Ids.Number(2), id => new Member(id, Ids.Sub("viewer"), "Viewer", Role.Viewer, seq)),
                New(Ids.Number(3), id => new Member(id, Ids.Sub("removed"), "Removed", Role.Editor, seq)),
            ],
            Labels = [New(Ids.LabelId, id => new Label(id, "Label", "red", seq))],
            Columns = [New(Ids.ColumnId, id => new KanbanAspire.Kanban.Columns.Column(id, "Column", "b00V", seq))],
            Cards = [New(Ids.CardId, _ => card)],
            Descriptions = [New(Ids.CardId, id => new Description(id, TextRef.Of("text"), seq))],
            Checklists = [New(Ids.ChecklistId, id => new Checklist(Ids.CardId, id, "List", [new ChecklistEntry(Ids.EntryId, "x")], seq))],
            Comments = [New(Ids.CommentId, id => new Comment(Ids.CardId, id, Ids.Number(1), at, TextRef.Of("text"), seq))],
            Rules = [New(Ids.RuleId, id => new Rule(id, schedule, new CardTemplate("2", "Again"), seq))],
            Invites = [New(Ids.InviteId, id => new Invite(id, Role.Viewer, at.AddDays(1), SingleUse: false, "1", 0, seq))],
        })
        {
            Texts = new Dictionary<string, string>(StringComparer.Ordinal) { [TextRef.Of("text").Hash] = "text" },
        };
    }

    private static Change<T> New<T>(string id, Func<string, T> make)
        where T : class => new(id, null, make(id));
}

/// <summary>Ids of one of everything on a board.</summary>
/// <param name="Offset">Tells short ids of one board from those of another.</param>
public sealed record Furniture(int Offset)
{
    public string BoardId { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string CardId { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string ChecklistId { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string EntryId { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string CommentId { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string RuleId { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string Code { get; } = KanbanAspire.Kanban.Ids.New(DateTimeOffset.UtcNow);

    public string InviteId => KanbanAspire.Kanban.Ids.Hash(Code);

    public string LabelId => Number(10);

    public string ColumnId => Number(11);

    public string MemberId => Number(2);

    /// <summary>Gets what stands for a variable of a route.</summary>
    /// <param name="name">Name of the variable, for example <c>cardId</c>.</param>
    public string ValueOf(string name) => name switch
    {
        "boardId" => BoardId,
        "cardId" => CardId,
        "checklistId" => ChecklistId,
        "entryId" => EntryId,
        "commentId" => CommentId,
        "ruleId" => RuleId,
        "inviteId" => InviteId,
        "code" => Code,
        "labelId" => LabelId,
        "columnId" => ColumnId,
        "memberId" => MemberId,
        "seq" => "4",
        "version" => "2",
        _ => throw new InvalidOperationException($"There is no value for {{{name}}} yet."),
    };

    public string Number(int number) => KanbanAspire.Kanban.Ids.Short(Offset + number);

    /// <summary>Makes a board with one of everything.</summary>
    /// <param name="store">Where.</param>
    /// <param name="offset">Tells short ids of one board from those of another.</param>
    /// <param name="owner">Who makes it; null for the board's own owner.</param>
    public static async Task<Furniture> NewBoardAsync(BoardServices store, int offset, string? owner = null)
    {
        var ids = new Furniture(offset);
        var actor = new Actor(owner ?? ids.Sub("owner"), "Owner");
        Command[] commands =
        [
            new CreateBoard(ids.BoardId, new BoardInfo("Board"), ["A"]),
            new Furnish(ids),
            new RemoveMember(ids.Number(3)),
            new ChangeCard(ids.CardId) { Estimate = 3 },
        ];
        foreach (var command in commands)
        {
            var outcome = await store.Commands.ExecuteAsync(ids.BoardId, actor, command, null, default);
            Assert.True(outcome.Event is not null, outcome.Rejection?.Detail);
        }

        return ids;
    }

    /// <summary>Makes the name under which a role of this board signs in.</summary>
    public string Sub(string role) => $"{role}-{BoardId}";
}

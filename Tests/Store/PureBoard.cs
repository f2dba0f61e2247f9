using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Tests.Store;

/// <summary>A board in memory: the decisions and nothing else, for properties that need many commands.</summary>
public sealed class PureBoard
{
    public const string Owner = "ann";
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
    private readonly List<BoardEvent> _log = [];

    public PureBoard(params string[] columns)
    {
        Id = Ids.New(Start);
        Assert.IsType<Accepted>(Execute(new CreateBoard(Id, new BoardInfo("Board"), columns)));
    }

    public string Id { get; }

    public State State { get; private set; } = State.Empty;

    public IReadOnlyList<BoardEvent> Log => _log;

    /// <summary>Decides, and applies what is accepted. Everything has been read, so nothing more can be asked for.</summary>
    public Decision Execute(Command command, bool asScheduler = false)
    {
        var actor = asScheduler ? null : new Actor(Owner, "Ann", State.Members.GetValueOrDefault(Owner));
        var decision = command.DecideFor(Read(), new CommandContext(Start.AddSeconds(_log.Count), _log.Count + 1, actor, Rank.NewJitter));
        if (decision is Accepted accepted)
        {
            Apply(accepted.Event);
        }

        return decision;
    }

    /// <summary>Applies an event without a decision, for a board that an older version has written.</summary>
    public void Apply(BoardEvent e)
    {
        _log.Add(e);
        State = State.Apply(e);
    }

    /// <summary>Takes over the checklists of a card that came from another board: they are where the card is.</summary>
    public void Adopt(IEnumerable<Change<Checklist>> lists) => State = State with
    {
        Checklists = State.Checklists.SetItems(lists.Select(list => KeyValuePair.Create(list.Id, list.After!))),
    };

    public BoardEvent Next(string kind) => new(_log.Count + 1, Start.AddSeconds(_log.Count), kind) { By = "1" };

    private State Read() => State with
    {
        HasEveryColumn = true,
        ColumnCards = State.ColumnCards.AddRange(State.Columns.Keys.Select(id => KeyValuePair.Create<string, IReadOnlyList<Card>>(
            id, [.. State.Cards.Values.Where(card => !card.Archived && card.ColumnId == id).Order(Comparer<Card>.Create(CardOrder.Compare))]))),
    };
}

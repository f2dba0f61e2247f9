using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Store;

/// <summary>Somebody's place on a board.</summary>
/// <param name="Board">The board; its seq is the cursor and the ETag.</param>
/// <param name="Member">The member.</param>
/// <param name="BoardJson">The board in its JSON form.</param>
public sealed record Membership(Board Board, Member Member, string BoardJson);

/// <summary>A board in somebody's list.</summary>
/// <param name="Board">The board.</param>
/// <param name="Role">What the person may do there.</param>
/// <param name="Starred">Whether the person gave it a star.</param>
public sealed record MyBoard(Board Board, Role Role, bool Starred);

/// <summary>An event as it stands in the log.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Json">Its JSON form.</param>
public sealed record LogEntry(long Seq, string Json);

/// <summary>What a board shows, each thing in its JSON form, which is sent on as it is.</summary>
public sealed class BoardContents
{
    private readonly List<string> _columns = [];
    private readonly List<string> _members = [];
    private readonly List<string> _cards = [];
    private readonly List<string> _rules = [];

    /// <summary>The labels, as a JSON array.</summary>
    public string Labels { get; private set; } = "[]";

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The members.</summary>
    public IReadOnlyList<string> Members => _members;

    /// <summary>The open cards.</summary>
    public IReadOnlyList<string> Cards => _cards;

    /// <summary>The recurring rules.</summary>
    public IReadOnlyList<string> Rules => _rules;

    internal void Add(string sk, string json)
    {
        switch (sk[0])
        {
            case 'A':
                Labels = json;
                break;
            case 'B':
                _columns.Add(json);
                break;
            case 'C':
                _members.Add(json);
                break;
            case 'D':
                _cards.Add(json);
                break;
            default:
                _rules.Add(json);
                break;
        }
    }
}

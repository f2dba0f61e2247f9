using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Api.Boards;

/// <summary>Makes a board.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Description">Up to 200 characters; null for none.</param>
/// <param name="Colour">Name of a colour; null for none.</param>
/// <param name="Columns">Names of its first columns, at most 50; null for none. Cards in the last of several are done.</param>
public sealed record CreateBoardRequest(
    string? Name, string? Description = null, string? Colour = null, IReadOnlyList<string>? Columns = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.List("columns on a board", Columns, Limits.Columns);
}

/// <summary>Changes a board; what is null stays.</summary>
/// <param name="Name">New name.</param>
/// <param name="Description">New description; empty for none.</param>
/// <param name="Colour">New colour; empty for none.</param>
/// <param name="Archived">Whether it is archived.</param>
public sealed record ChangeBoardRequest(
    string? Name = null, string? Description = null, string? Colour = null, bool? Archived = null);

/// <summary>Adds or changes a label.</summary>
/// <param name="Name">Up to 50 characters.</param>
/// <param name="Colour">Name of a colour.</param>
public sealed record LabelRequest(string? Name = null, string? Colour = null);

/// <summary>A person's list of boards.</summary>
/// <param name="Boards">The boards, last changed first.</param>
public sealed record MyBoardsResponse(IReadOnlyList<MyBoardResponse> Boards);

/// <summary>A board in that list.</summary>
/// <param name="Board">The board.</param>
/// <param name="Role">Role of the person there.</param>
/// <param name="Starred">Whether the person gave it a star.</param>
public sealed record MyBoardResponse(Board Board, Role Role, bool Starred);

/// <summary>An open board.</summary>
/// <param name="Board">The board; its seq is the cursor for events.</param>
/// <param name="Me">Member id of the caller.</param>
/// <param name="Role">Role of the caller.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Columns">Its columns, in no order: sort by rank.</param>
/// <param name="Members">Its members.</param>
/// <param name="Cards">Its open cards, in no order: sort by rank, then id.</param>
/// <param name="Rules">Its recurring rules.</param>
public sealed record BoardResponse(
    Board Board,
    string Me,
    Role Role,
    IReadOnlyList<Label> Labels,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<Member> Members,
    IReadOnlyList<Card> Cards,
    IReadOnlyList<Rule> Rules);

using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Columns;

/// <summary>Adds a column.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="After">Column that it comes after; null for the start, or with <paramref name="Before"/> null for the end.</param>
/// <param name="Before">Column that it comes before; null for the end.</param>
/// <param name="Colour">Name of a colour; null for none.</param>
/// <param name="WipLimit">Most open cards; null or 0 for no limit.</param>
/// <param name="WipPolicy">What a card too many meets; null for warn.</param>
/// <param name="Done">Whether its cards are done; null for no.</param>
public sealed record AddColumnRequest(
    string? Name,
    string? After = null,
    string? Before = null,
    string? Colour = null,
    int? WipLimit = null,
    WipPolicy? WipPolicy = null,
    bool? Done = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Short(After, Before);
}

/// <summary>Changes a column; what is null stays.</summary>
/// <param name="Name">New name.</param>
/// <param name="Colour">New colour; empty for none.</param>
/// <param name="WipLimit">New limit; 0 for none.</param>
/// <param name="WipPolicy">New policy.</param>
/// <param name="Done">Whether its cards are done.</param>
public sealed record ChangeColumnRequest(
    string? Name = null, string? Colour = null, int? WipLimit = null, WipPolicy? WipPolicy = null, bool? Done = null);

/// <summary>Moves a column.</summary>
/// <param name="After">Column that it comes after; null for the start, or with <paramref name="Before"/> null for the end.</param>
/// <param name="Before">Column that it comes before; null for the end.</param>
public sealed record MoveColumnRequest(string? After = null, string? Before = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Short(After, Before);
}

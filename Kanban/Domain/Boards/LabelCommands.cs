using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Boards;

/// <summary>Adds a label to a board.</summary>
/// <param name="Name">Up to 50 characters; may be empty.</param>
/// <param name="Colour">Name of a colour of the palette.</param>
public sealed record AddLabel(string Name, string Colour) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Labels = true };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        var label = new Label(Ids.Short(state.Board!.NextId), Name, Colour, context.Seq);
        return context.Event(EventKind.LabelAdded) with { Labels = [new Change<Label>(label.Id, null, label)] };
    }
}

/// <summary>Renames or recolours a label.</summary>
/// <param name="LabelId">The label.</param>
/// <param name="Name">New name; null leaves it.</param>
/// <param name="Colour">New colour; null leaves it.</param>
public sealed record ChangeLabel(string LabelId, string? Name, string? Colour) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Labels = true };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context)
    {
        if (!state.Labels.TryGetValue(LabelId, out var before))
        {
            return Rejection.NotFound;
        }

        var after = before with { Name = Name ?? before.Name, Colour = Colour ?? before.Colour };
        return after == before ? new Unchanged(before.Version)
            : context.Event(EventKind.LabelChanged) with
            {
                Labels = [new Change<Label>(LabelId, before, after with { Version = context.Seq })],
            };
    }
}

/// <summary>Removes a label from a board. Cards are not rewritten: an id that no longer resolves is not shown.</summary>
/// <param name="LabelId">The label.</param>
public sealed record RemoveLabel(string LabelId) : Command
{
    /// <inheritdoc/>
    public override ReadSet ReadSet => new() { Labels = true };

    /// <inheritdoc/>
    public override Decision Decide(State state, CommandContext context) => state.Labels.TryGetValue(LabelId, out var before)
        ? context.Event(EventKind.LabelRemoved) with { Labels = [new Change<Label>(LabelId, before, null)] }
        : Rejection.NotFound;
}

internal static class LabelChecks
{
    private const int NameLength = 50;

    internal static Rejection? Check(Label label, Label? before) => before is not null && (label.Name, label.Colour) == (before.Name, before.Colour)
        ? null
        : Limits.CheckLine("name of the label", label.Name, NameLength, mayBeEmpty: true)
            ?? (label.Colour is null ? Rejection.Invalid("The colour is missing.") : Limits.CheckColour(label.Colour));
}

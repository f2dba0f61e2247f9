using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Cards;

/// <summary>
/// Numbers cards: 1, 2, 3, … on each board, never reused. A card without a number gets one with the event that puts it on the
/// board; a card of a board that is older than the numbers, with its next change.
/// </summary>
internal static class CardNumbers
{
    /// <summary>Gives a number to each card of an event that has none.</summary>
    internal static BoardEvent Assign(Board? board, BoardEvent e)
    {
        if (e.Cards?.Any(static change => change.After is { Number: null }) is not true)
        {
            return e;
        }

        var last = board?.LastCardNumber ?? 0;
        return e with
        {
            Cards = [.. e.Cards.Select(change => change.After is { Number: null } card ? change with { After = card with { Number = ++last } } : change)],
        };
    }

    /// <summary>Gets the greatest number that a card of the board has had.</summary>
    internal static int Last(Board board, BoardEvent e) =>
        (e.Cards ?? []).Select(static change => change.After?.Number ?? 0).Append(board.LastCardNumber).Max();
}

using System.Security.Cryptography;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Boards;

/// <summary>
/// The channel on which a board's events are pushed. Its name is the right to listen: only members read it. So a board gets another
/// one with each event that takes a membership away, whatever command that is, and who has gone hears nothing more.
/// </summary>
public static class PushChannel
{
    // 131 bits. A segment of a channel of AppSync Events takes letters, digits and dashes, up to 50.
    private const int Length = 22;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Makes a name that nobody can guess.</summary>
    /// <returns>22 letters and digits.</returns>
    public static string New() => RandomNumberGenerator.GetString(Digits, Length);

    /// <summary>Gives an event the board's next channel where the board has none, or where somebody can no longer read the board.</summary>
    internal static BoardEvent Assign(Board? board, BoardEvent e, Func<string> next) =>
        board?.Channel is null || EndsReading(e) ? e with { Channel = next() } : e;

    private static bool EndsReading(BoardEvent e) =>
        e.Members?.Any(static change => change.After is null) is true || e.Board?.After?.Deleted is true;
}

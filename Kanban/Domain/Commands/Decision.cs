using System.Text.Json;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Members;

namespace KanbanAspire.Kanban.Commands;

/// <summary>The result of deciding a command.</summary>
public abstract record Decision
{
    public static implicit operator Decision(BoardEvent e) => new Accepted(e);
}

/// <summary>The command is done when this event is in the log.</summary>
/// <param name="Event">The event.</param>
public sealed record Accepted(BoardEvent Event) : Decision
{
    /// <summary>Texts that the event refers to, by hash; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Texts { get; init; }

    /// <summary>The state after the event; null before it was validated.</summary>
    public State? Next { get; init; }
}

/// <summary>The command would change nothing: the event that last changed the object stands for the result.</summary>
/// <param name="Seq">Number of the last event of the thing concerned; of a board, of its last event of any kind.</param>
public sealed record Unchanged(long Seq) : Decision;

/// <summary>The command cannot be decided before more is read: a column, known only from its card, or all its cards, or all columns.</summary>
/// <param name="ColumnId">The column; <see cref="EveryColumn"/> for all.</param>
/// <param name="WithCards">Whether its open cards are needed as well.</param>
public sealed record ExtendReadSet(string ColumnId, bool WithCards = false) : Decision
{
    /// <summary>Stands for all columns of the board.</summary>
    public const string EveryColumn = "*";
}

/// <summary>The command is rejected.</summary>
/// <param name="Kind">Why, for programs.</param>
/// <param name="Detail">Why, for people.</param>
public sealed record Rejection(RejectionKind Kind, string Detail) : Decision
{
    /// <summary>The thing is not there, or not to be seen.</summary>
    public static Rejection NotFound { get; } = new(RejectionKind.NotFound, "Not found, or not shared with you.");

    /// <summary>Rejects what needs a higher role.</summary>
    /// <param name="required">The role that it needs.</param>
    /// <param name="actual">The role that the caller has.</param>
    /// <returns>The rejection.</returns>
    public static Rejection RoleMissing(Role required, Role actual) =>
        new(RejectionKind.Forbidden, $"This needs the role {Name(required)}; yours is {Name(actual)}.");

    /// <summary>The limit that was met; null for other reasons.</summary>
    public long? Limit { get; init; }

    /// <summary>The text as it is now, for a stale write; null for other reasons.</summary>
    public string? Current { get; init; }

    /// <summary>Version of <see cref="Current"/>.</summary>
    public long? CurrentVersion { get; init; }

    /// <summary>Names of what others changed since; null for other reasons.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>Rejects what is not valid.</summary>
    /// <param name="detail">What is wrong.</param>
    /// <returns>The rejection.</returns>
    public static Rejection Invalid(string detail) => new(RejectionKind.Invalid, detail);

    /// <summary>Rejects what exceeds a limit.</summary>
    /// <param name="what">What there is too much of.</param>
    /// <param name="limit">The limit.</param>
    /// <returns>The rejection.</returns>
    public static Rejection TooMany(string what, long limit) =>
        new(RejectionKind.LimitReached, $"There can be at most {limit} {what}.") { Limit = limit };

    private static string Name(Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());
}

/// <summary>Why a command is rejected.</summary>
public enum RejectionKind
{
    /// <summary>The thing is not there, or not to be seen.</summary>
    NotFound,

    /// <summary>The role does not suffice.</summary>
    Forbidden,

    /// <summary>The request is not valid.</summary>
    Invalid,

    /// <summary>There would be too many of something.</summary>
    LimitReached,

    /// <summary>The column is full and its policy is to block.</summary>
    WipLimit,

    /// <summary>The column is being deleted.</summary>
    ColumnClosing,

    /// <summary>The column has been deleted.</summary>
    ColumnGone,

    /// <summary>The board is archived.</summary>
    BoardArchived,

    /// <summary>Somebody changed the text since it was read.</summary>
    Stale,

    /// <summary>Others changed what would be undone.</summary>
    UndoConflict,

    /// <summary>The event cannot be undone.</summary>
    NotUndoable,

    /// <summary>A board keeps at least one owner.</summary>
    LastOwner,

    /// <summary>The command was done before, and what it did is gone since.</summary>
    Gone,

    /// <summary>The command id was used for another command.</summary>
    CommandIdReused,

    /// <summary>Too many writes by one person in a minute.</summary>
    RateLimited,

    /// <summary>The table did not take the command in time.</summary>
    Busy,
}

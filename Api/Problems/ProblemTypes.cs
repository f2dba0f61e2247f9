namespace KanbanAspire.Api.Problems;

/// <summary>
/// Lists every problem type of the Api. <c>docs/problems.md</c> is the same table for people; a test keeps them alike.
/// </summary>
public static class ProblemTypes
{
    public static readonly ProblemType BadRequest = new(
        "bad-request", 400, "The request cannot be read.",
        "The body is not JSON, or a parameter has the wrong form.",
        "Correct the request; repeating it unchanged fails again.");

    public static readonly ProblemType SignInRequired = new(
        "sign-in-required", 401, "A valid access token is needed.",
        "There is no access token, or it has expired or is not one of this application.",
        "Renew the token or sign in, then repeat the request.");

    public static readonly ProblemType ScopeMissing = new(
        "scope-missing", 403, "The access token lacks a scope.",
        "The token is valid but was issued without the scope openid.",
        "Sign in again and ask for the scope.");

    public static readonly ProblemType NotFound = new(
        "not-found", 404, "There is no such thing.",
        "The address leads nowhere, or to something that the caller may not know of.",
        "Go back; do not retry.");

    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large", 413, "The body is too large.",
        "The body has more bytes than the route takes; the detail says how many.",
        "Send less.");

    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type", 415, "The body has the wrong media type.",
        "A body was sent with another Content-Type than application/json, or with another charset than UTF-8.",
        "Send JSON in UTF-8 and say so.");

    public static readonly ProblemType Unexpected = new(
        "unexpected", 500, "Something went wrong on our side.",
        "An unhandled fault.",
        "Retry later; tell the trace id to support.");

    public static readonly ProblemType Unavailable = new(
        "unavailable", 503, "A part of the system does not answer.",
        "The table or the sign-in service does not answer in time.",
        "Retry after the seconds that Retry-After says.");

    public static readonly ProblemType RoleMissing = new(
        "forbidden", 403, "The role on this board does not suffice.",
        "A member asks for what only a higher role may do.",
        "Offer only what the role may do; ask an owner.");

    public static readonly ProblemType Invalid = new(
        "invalid", 422, "The request asks for what is not valid.",
        "A value breaks a rule that the detail names; limit says the most there can be, if that is it.",
        "Correct the value.");

    public static readonly ProblemType LimitReached = new(
        "limit-reached", 422, "There would be too many.",
        "A board, card or list holds as many as it can; limit says how many.",
        "Remove or archive some first.");

    public static readonly ProblemType WipLimit = new(
        "wip-limit", 409, "The column is full.",
        "The column has a WIP limit with the policy block; limit says how many cards it takes.",
        "Move another card out first, and show that the move did not happen.");

    public static readonly ProblemType ColumnClosing = new(
        "column-closing", 409, "The column is being deleted.",
        "A card is put into a column whose deletion has begun.",
        "Choose another column.");

    public static readonly ProblemType ColumnGone = new(
        "column-gone", 409, "The column has been deleted.",
        "A card comes back from the archive without a column named, and the one that it was in is gone.",
        "Offer the columns of the board and name one.");

    public static readonly ProblemType BoardArchived = new(
        "board-archived", 409, "The board is archived.",
        "Something on an archived board is to be changed.",
        "Restore the board first.");

    public static readonly ProblemType StaleText = new(
        "stale-text", 412, "Somebody else changed the text since.",
        "If-Match does not name the text as it is now; current and currentVersion do.",
        "Show both texts and let the person choose or merge, then write with the new tag.");

    public static readonly ProblemType IfMatchRequired = new(
        "if-match-required", 428, "The version that was read must be named.",
        "A title or description is written without If-Match.",
        "Read the text and send its ETag.");

    public static readonly ProblemType UndoConflict = new(
        "undo-conflict", 409, "Others changed the same since.",
        "An undo would overwrite later changes; changed names the fields.",
        "Tell the person what changed; do not retry.");

    public static readonly ProblemType NotUndoable = new(
        "not-undoable", 409, "This cannot be undone.",
        "The event is older than 7 days, or of a kind that can't be undone.",
        "Do not offer undo for it.");

    public static readonly ProblemType LastOwner = new(
        "last-owner", 409, "A board keeps at least one owner.",
        "The last owner would leave, be removed or lose the role.",
        "Make somebody else an owner first, or delete the board.");

    public static readonly ProblemType Gone = new(
        "gone", 410, "What this made is gone.",
        "A request is repeated with its Idempotency-Key after the board has been deleted.",
        "Do not retry; the request took effect, and nothing is left of it.");

    public static readonly ProblemType CommandIdReused = new(
        "command-id-reused", 422, "The Idempotency-Key was used for something else.",
        "The key of an earlier request comes with another method, address or body.",
        "Make a new key for each action.");

    public static readonly ProblemType TooManyWrites = new(
        "too-many-writes", 429, "Too many changes in a minute.",
        "One person changes more in a minute than the limit allows.",
        "Wait the seconds that Retry-After says.");

    public static readonly ProblemType Busy = new(
        "busy", 503, "The board is very busy.",
        "So many changes race, or the table fails so often, that this one did not get its turn in time.",
        "Repeat it with the same Idempotency-Key after the seconds that Retry-After says.");

    /// <summary>Gets the registry, in the order of the documentation.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        BadRequest, SignInRequired, ScopeMissing, NotFound, BodyTooLarge, UnsupportedMediaType, Unexpected, Unavailable,
        RoleMissing, Invalid, LimitReached, WipLimit, ColumnClosing, ColumnGone, BoardArchived, StaleText, IfMatchRequired, UndoConflict,
        NotUndoable, LastOwner, Gone, CommandIdReused, TooManyWrites, Busy,
    ];
}

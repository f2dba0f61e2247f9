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
        "not-found", 404, "Not found, or not shared with you.",
        "Nothing exists at the address, or the caller is not a member of the board.",
        "Go back; do not retry.");

    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large", 413, "The body is too large.",
        "The body has more bytes than the route accepts; the detail says how many.",
        "Send at most the number of bytes in the detail.");

    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type", 415, "The body has the wrong media type.",
        "A body was sent with another Content-Type than application/json, or with another charset than UTF-8.",
        "Send JSON in UTF-8 with Content-Type: application/json.");

    public static readonly ProblemType Unexpected = new(
        "unexpected", 500, "Something went wrong on our side.",
        "An unhandled fault.",
        "Retry later; report the trace id to the operator.");

    public static readonly ProblemType Unavailable = new(
        "unavailable", 503, "A dependency is unavailable.",
        "The table or the user pool does not respond in time.",
        "Retry after the seconds that Retry-After says.");

    public static readonly ProblemType RoleMissing = new(
        "forbidden", 403, "Insufficient role.",
        "The request needs a higher role than the caller has on the board; the detail names both.",
        "Offer only what the role allows; an owner can change it.");

    public static readonly ProblemType Invalid = new(
        "invalid", 422, "Validation failed.",
        "A value breaks the rule in the detail; limit holds the maximum where there is one.",
        "Correct the value.");

    public static readonly ProblemType LimitReached = new(
        "limit-reached", 422, "Limit reached.",
        "A board, card or list holds the maximum number; limit holds it.",
        "Remove or archive some first.");

    public static readonly ProblemType WipLimit = new(
        "wip-limit", 409, "The column is full.",
        "The column has a WIP limit with the policy block; limit holds the most cards that it accepts.",
        "Revert the move and tell the user; another card has to leave the column, or its limit has to be raised.");

    public static readonly ProblemType ColumnClosing = new(
        "column-closing", 409, "The column is being deleted.",
        "A card is put into a column whose deletion has begun.",
        "Choose another column.");

    public static readonly ProblemType ColumnGone = new(
        "column-gone", 409, "The column has been deleted.",
        "A card is restored from the archive without a column, and the column that it was in has been deleted.",
        "Offer the columns of the board and name one.");

    public static readonly ProblemType BoardArchived = new(
        "board-archived", 409, "The board is archived.",
        "The request would change an archived board.",
        "Restore the board first.");

    public static readonly ProblemType StaleText = new(
        "stale-text", 412, "The text was changed by someone else.",
        "If-Match names an earlier version; current and currentVersion hold the text as it is now.",
        "Show both texts, let the user choose or merge, then write with the new ETag.");

    public static readonly ProblemType IfMatchRequired = new(
        "if-match-required", 428, "If-Match header required.",
        "A title or description is written without If-Match.",
        "Read the text and send its ETag.");

    public static readonly ProblemType UndoConflict = new(
        "undo-conflict", 409, "Conflict with later changes.",
        "Undo would overwrite later changes; changed lists the fields.",
        "Tell the user which fields changed; do not retry.");

    public static readonly ProblemType NotUndoable = new(
        "not-undoable", 409, "This cannot be undone.",
        "The event is older than 7 days, or of a kind that can't be undone.",
        "Do not offer undo for it.");

    public static readonly ProblemType LastOwner = new(
        "last-owner", 409, "A board keeps at least one owner.",
        "The last owner would leave, be removed or lose the role.",
        "Make another member an owner first, or delete the board.");

    public static readonly ProblemType Gone = new(
        "gone", 410, "The result of this request has been deleted.",
        "A request is repeated with its Idempotency-Key after the board has been deleted.",
        "Do not retry: the request took effect before the board was deleted.");

    public static readonly ProblemType CommandIdReused = new(
        "command-id-reused", 422, "Idempotency-Key reused with a different request.",
        "The key of an earlier request comes with another method, address or body.",
        "Make a new key for each action.");

    public static readonly ProblemType TooManyWrites = new(
        "too-many-writes", 429, "Too many changes in a minute.",
        "One user makes more changes in a minute than the limit allows.",
        "Wait for the number of seconds in Retry-After.");

    public static readonly ProblemType Busy = new(
        "busy", 503, "Too many concurrent changes.",
        "The change lost too many write conflicts, or the table failed too often, within its time budget.",
        "Repeat it with the same Idempotency-Key after the seconds that Retry-After says.");

    /// <summary>Gets the registry, in the order of the documentation.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        BadRequest, SignInRequired, ScopeMissing, NotFound, BodyTooLarge, UnsupportedMediaType, Unexpected, Unavailable,
        RoleMissing, Invalid, LimitReached, WipLimit, ColumnClosing, ColumnGone, BoardArchived, StaleText, IfMatchRequired, UndoConflict,
        NotUndoable, LastOwner, Gone, CommandIdReused, TooManyWrites, Busy,
    ];
}

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
        "A body was sent with another Content-Type than application/json.",
        "Send JSON and say so.");

    public static readonly ProblemType Unexpected = new(
        "unexpected", 500, "Something went wrong on our side.",
        "A fault that nobody has thought of.",
        "Retry later; tell the trace id to support.");

    public static readonly ProblemType Unavailable = new(
        "unavailable", 503, "A part of the system does not answer.",
        "The table or the sign-in service does not answer in time.",
        "Retry after the seconds that Retry-After says.");

    /// <summary>Gets the registry, in the order of the documentation.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        BadRequest, SignInRequired, ScopeMissing, NotFound, BodyTooLarge, UnsupportedMediaType, Unexpected, Unavailable,
    ];
}

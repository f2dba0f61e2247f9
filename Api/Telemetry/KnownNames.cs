using System.Collections.Frozen;
using System.Globalization;

namespace KanbanAspire.Api.Telemetry;

/// <summary>
/// Knows every name and value that telemetry of a browser may have. Nothing that somebody has typed is among them, so nothing of
/// it can get through.
/// </summary>
/// <param name="routes">The Api's endpoints.</param>
internal sealed class KnownNames(EndpointDataSource routes)
{
    private static readonly string[] Pages =
        ["/", "/boards", "/b/{boardId}", "/b/{boardId}/c/{cardId}", "/demo", "/course/items", "/course/callback", "/invite/{code}", "/callback", "{unknown}"];

    private static readonly FrozenSet<string> Steps = FrozenSet.Create(StringComparer.Ordinal, "documentLoad", "documentFetch");
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.Ordinal, "GET", "POST", "PUT", "PATCH", "DELETE");

    // The kinds of commands in Web/src/board/model/commands.ts and text-commands.ts, and what is done to the tutorial's items.
    private static readonly FrozenSet<string> Actions = FrozenSet.Create(
        StringComparer.Ordinal,
        "createCard", "moveCard", "renameCard", "setCard", "labelCard", "assignCard", "archiveCard", "restoreCard", "deleteCard",
        "copyCard", "transferCard", "createColumn", "setColumn", "moveColumn", "deleteColumn", "setBoard", "createLabel", "setLabel",
        "deleteLabel", "undo", "describeCard", "addChecklist", "renameChecklist", "removeChecklist", "addEntry", "setEntry", "removeEntry",
        "addComment", "editComment", "removeComment", "tickTask", "putItem", "deleteItem");

    private static readonly FrozenSet<string> Outcomes = FrozenSet.Create(
        StringComparer.Ordinal, "done", "offline", "unauthorized", "forbidden", "not-found", "unavailable", "rejected");

    private static readonly FrozenSet<string> Errors = FrozenSet.Create(StringComparer.Ordinal, "network", "aborted");

    private readonly Lazy<FrozenSet<string>> _templates = new(() => routes.Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText is { Length: > 1 } path ? path.TrimEnd('/') : "/")
        .Concat(Pages).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Says whether a span may have this name.</summary>
    internal bool HasSpan(string name) => Steps.Contains(name) || Actions.Contains(name)
        || (name.Split(' ') is [var method, var path] && Methods.Contains(method) && _templates.Value.Contains(path));

    /// <summary>Reads an attribute.</summary>
    /// <returns>Its value; null when the attribute or the value is none that is known.</returns>
    internal object? Read(TelemetryAttribute attribute) => (attribute.Key, attribute.Value) switch
    {
        ("http.request.method", { StringValue: { } method }) when Methods.Contains(method) => method,
        ("url.template", { StringValue: { } path }) when _templates.Value.Contains(path) => path,
        ("http.response.status_code", { IntValue: { } text })
            when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and < 600 => code,
        ("error.type", { StringValue: { } error }) when Errors.Contains(error) => error,
        ("kanban.command.name", { StringValue: { } action }) when Actions.Contains(action) => action,
        ("kanban.command.outcome", { StringValue: { } outcome }) when Outcomes.Contains(outcome) => outcome,
        _ => null,
    };
}

namespace KanbanAspire.Report.Calls;

/// <summary>One request and its answer, as the report shows them.</summary>
/// <param name="Route">Route key, for example <c>GET /items/{id}</c>; for a rejection what was tried.</param>
/// <param name="Summary">What the route does, as the OpenAPI document says; for a rejection why it is refused.</param>
/// <param name="As">Who asked; null for nobody.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="RequestHeaders">Headers worth showing, the token left out.</param>
/// <param name="RequestBody">JSON; null for none.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="DurationMs">From sending to the last byte.</param>
/// <param name="ResponseHeaders">Headers worth showing.</param>
/// <param name="ResponseBody">JSON, shortened; null for none.</param>
/// <param name="TraceId">Trace of the request; null when the answer named none.</param>
internal sealed record Call(
    string Route,
    string Summary,
    string? As,
    string Target,
    IReadOnlyList<string> RequestHeaders,
    string? RequestBody,
    int Status,
    double DurationMs,
    IReadOnlyList<string> ResponseHeaders,
    string? ResponseBody,
    string? TraceId);

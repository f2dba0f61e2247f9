using System.Diagnostics;
using System.Text.Json;
using KanbanAspire.Api.Requests;

namespace KanbanAspire.Api.Problems;

/// <summary>One row of the registry: a kind of rejection that clients can tell apart. They switch on the type alone.</summary>
/// <param name="Name">Last part of the type URI, in kebab case; never changed once published.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Title">One short sentence, the same each time.</param>
/// <param name="When">When it is answered.</param>
/// <param name="Remedy">What the client does.</param>
public sealed record ProblemType(string Name, int Status, string Title, string When, string Remedy)
{
    /// <summary>Gets the type URI (RFC 9457, section 3.1.1). It is absolute, and no address to be fetched.</summary>
    public string Uri { get; } = $"urn:kanbanaspire:problem:{Name}";

    /// <summary>Makes the answer, problem details. https://www.rfc-editor.org/rfc/rfc9457</summary>
    /// <param name="detail">What is wrong this time, for people; null when the title says it all.</param>
    /// <param name="extend">Writes members of this type, for example what has changed meanwhile; null for none.</param>
    internal JsonText ToResult(string? detail = null, Action<Utf8JsonWriter>? extend = null) => JsonText.Write(json =>
    {
        json.WriteString("type", Uri);
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        if (detail is not null)
        {
            json.WriteString("detail", detail);
        }

        if (Activity.Current?.TraceId.ToHexString() is { } traceId)
        {
            json.WriteString("traceId", traceId);
        }

        extend?.Invoke(json);
    }) with
    { Status = Status, ContentType = "application/problem+json", CacheControl = "no-store" };
}

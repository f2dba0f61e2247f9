using System.Text.Json;

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

    /// <summary>Makes the answer.</summary>
    /// <param name="detail">What is wrong this time, for people; null when the title says it all.</param>
    /// <param name="extend">Writes members of this type, for example what has changed meanwhile; null for none.</param>
    /// <returns>The answer, <c>application/problem+json</c>.</returns>
    public ProblemResult ToResult(string? detail = null, Action<Utf8JsonWriter>? extend = null) => new(this, detail, extend);
}

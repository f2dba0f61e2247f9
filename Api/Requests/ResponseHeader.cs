namespace KanbanAspire.Api.Requests;

/// <summary>A header that an endpoint answers with; metadata for its document.</summary>
/// <param name="Name">Name of the header.</param>
/// <param name="Description">What it says.</param>
/// <param name="Status">HTTP status code of the answers that have it.</param>
internal sealed record ResponseHeader(string Name, string Description, int Status);

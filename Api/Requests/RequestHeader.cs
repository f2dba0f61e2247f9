namespace KanbanAspire.Api.Requests;

/// <summary>
/// A header that an endpoint takes; metadata. The endpoint's document names it, and the pipeline reads it only where it is declared.
/// </summary>
/// <param name="Name">Name of the header.</param>
/// <param name="Description">What the client sends.</param>
/// <param name="IsRequired">Whether a request without it is rejected.</param>
internal sealed record RequestHeader(string Name, string Description, bool IsRequired = false)
{
    /// <summary>Tells whether the endpoint of a request declares this header.</summary>
    internal bool IsDeclared(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<RequestHeader>().Contains(this) is true;
}

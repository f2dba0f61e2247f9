using System.Net;
using System.Text;

namespace KanbanAspire.Tests.Items;

/// <summary>One row of the golden table: a request and the answer that the course's contract wants.</summary>
/// <param name="Name">What the row is about.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query, percent-encoded.</param>
/// <param name="Body">Request body; null for none.</param>
/// <param name="Status">Expected status.</param>
/// <param name="Answer">Expected body, byte for byte; null for any non-empty JSON string.</param>
/// <param name="Charset">How the request body is encoded; null for UTF-8.</param>
/// <param name="MediaType">Content-Type of the request; null for none.</param>
public sealed record ItemsRow(
    string Name, string Method, string Path, string? Body, HttpStatusCode Status, string? Answer, Encoding? Charset = null,
    string? MediaType = "application/json")
{
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent((Charset ?? Encoding.UTF8).GetBytes(Body));
            request.Content.Headers.ContentType = MediaType is null ? null : new(MediaType);
        }

        return request;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KanbanAspire.Local.AppSync.Authorization;
using KanbanAspire.Local.AppSync.Channels;

namespace KanbanAspire.Local.AppSync;

/// <summary>The HTTP endpoint, which takes events to publish.</summary>
internal sealed class PublishApi(EventAuthorizer authorizer, Publisher publisher)
{
    public const string Path = "/event";

    private async Task HandleAsync(HttpContext context)
    {
        if (await ReadAsync(context.Request) is not { } body)
        {
            await WriteAsync(context, EventError.BadRequest("The request is too large, or was not sent to its end."));
            return;
        }

        var (mode, error) = await authorizer.CheckRequestAsync(context.Request, body);
        if (error is not null)
        {
            await WriteAsync(context, error);
            return;
        }

        if (Parse(body) is not { } request)
        {
            await WriteAsync(context, EventError.BadRequest("The body is no JSON object with channel and events."));
            return;
        }

        (var result, error) = publisher.Publish(mode, request);
        await (error is null
            ? WriteAsync(context, StatusCodes.Status200OK, result!, EventJson.Default.PublishResult)
            : WriteAsync(context, error));
    }

    /// <summary>Adds the endpoint.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, (RequestDelegate)HandleAsync);

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
            return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    private static PublishRequest? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, EventJson.Default.PublishRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task WriteAsync(HttpContext context, EventError error) =>
        WriteAsync(context, error.StatusCode(), new ErrorResponse([error]), EventJson.Default.ErrorResponse);

    private static Task WriteAsync<T>(HttpContext context, int statusCode, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = statusCode;
        return context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);
    }
}

/// <summary>Adds the HTTP endpoint.</summary>
internal static class PublishApiExtensions
{
    public static void MapPublishApi(this WebApplication app) => app.Services.GetRequiredService<PublishApi>().Map(app);
}

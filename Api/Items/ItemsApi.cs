using Amazon.DynamoDBv2;
using Amazon.Runtime;
using KanbanAspire.Api.Http;
using KanbanAspire.Api.OpenApi;
using KanbanAspire.Kanban.Items;

namespace KanbanAspire.Api.Items;

/// <summary>
/// Keeps the contract of the AWS tutorial "Build a CRUD API with Lambda and DynamoDB" to the letter: 200 or 400, always JSON.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-dynamo-db.html
/// </summary>
public static partial class ItemsApi
{
    /// <summary>Names the header that says where the next page of a large table begins; absent on the last page.</summary>
    public const string ContinuationHeader = "X-Continuation";

    /// <summary>Adds what the endpoints use.</summary>
    /// <param name="services">Where to add it.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddItems(this IServiceCollection services) =>
        services.AddSingleton<ItemStore>().AddJson(ItemsJson.Default);

    /// <summary>Maps <c>/items</c>.</summary>
    /// <param name="routes">Where to map it.</param>
    /// <param name="configuration">
    /// <c>ItemsAuthorization</c>: <c>none</c> opens the endpoints to everybody, because the course adds the authorizer only in
    /// its chapter 8; anything else, and nothing, is <c>jwt</c>.
    /// </param>
    public static void MapItems(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        var items = routes.MapGroup("/items").WithTags("Items");
        items.AddEndpointFilter(AnswerFailuresAsync);
        if (configuration["ItemsAuthorization"] is "none")
        {
            items.AllowAnonymous();
        }

        items.MapGet("/", ListAsync).WithName("ListItems").WithSummary("Get all items").Produces<ItemResponse[]>();
        items.MapPut("/", PutAsync).WithName("PutItem").WithSummary("Create or replace an item")
            // Whatever the media type says: the course\'s function parses the body and looks at nothing else.
            .Accepts<ItemRequest>("application/json", OpenApiDocument.AnyMediaType).Produces<string>();
        items.MapGet("/{id}", GetAsync).WithName("GetItem").WithSummary("Get an item; an empty body when there is none")
            .Produces<ItemResponse>();
        items.MapDelete("/{id}", DeleteAsync).WithName("DeleteItem").WithSummary("Delete an item").Produces<string>();
    }

    private static async Task<IResult> ListAsync(
        string? continuation, ItemStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        string? afterId = null;
        if (continuation is not null && !ItemId.TryParseContinuation(continuation, out afterId))
        {
            return CourseResult.BadRequest($"continuation must be what the last page's {ContinuationHeader} header said.");
        }

        var page = await store.ListAsync(afterId, cancellationToken);
        if (page.LastId is { } lastId)
        {
            response.Headers[ContinuationHeader] = ItemId.ToContinuation(lastId);
        }

        return CourseResult.All(page.Items);
    }

    private static async Task<IResult> PutAsync(HttpRequest request, ItemStore store, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (ItemBody.Read(body.GetBuffer().AsMemory(0, (int)body.Length), out var fault) is not { } item)
        {
            return CourseResult.BadRequest(fault!);
        }

        await store.PutAsync(item, cancellationToken);
        return CourseResult.Text($"Put item {item.Id}");
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, ItemStore store, CancellationToken cancellationToken) =>
        !ItemId.TryRead(context, id, out var key) ? CourseResult.BadRequest(ItemId.TooLong)
        : await store.GetAsync(key, cancellationToken) is { } item ? CourseResult.One(item)
        : CourseResult.Empty;

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, ItemStore store, CancellationToken cancellationToken)
    {
        if (!ItemId.TryRead(context, id, out var key))
        {
            return CourseResult.BadRequest(ItemId.TooLong);
        }

        await store.DeleteAsync(key, cancellationToken);
        return CourseResult.Text($"Deleted item {key}");
    }

    private static async ValueTask<object?> AnswerFailuresAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AmazonDynamoDBException e) when (e.ErrorCode is "ValidationException")
        {
            return CourseResult.BadRequest(e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return CourseResult.Text(e.Message, e.StatusCode);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException
            || (e is OperationCanceledException && !context.HttpContext.RequestAborted.IsCancellationRequested))
        {
            // The SDK reports its own time-outs as cancellations. The course's function answers every failure with 400, so this is no 500 either.
            LogTableFailure(context.HttpContext.RequestServices.GetRequiredService<ILogger<ItemStore>>(), e);
            return CourseResult.BadRequest("The table does not answer. Try again in a moment.");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The items table does not answer")]
    private static partial void LogTableFailure(ILogger logger, Exception exception);
}

using Amazon.DynamoDBv2;
using KanbanAspire.Api.OpenApi;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
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
    /// <c>ItemsAuthorization</c>: <c>none</c> opens the endpoints to everybody, because the tutorial adds the authorizer only in
    /// its chapter 8; anything else, and nothing, is <c>jwt</c>.
    /// </param>
    public static void MapItems(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        var items = routes.MapGroup("/items").WithTags("Items");
        items.WithMetadata(new FailureAnswer(AnswerFailure));
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
            return ItemResults.BadRequest($"continuation must be what the last page's {ContinuationHeader} header said.");
        }

        var page = await store.ListAsync(afterId, cancellationToken);
        if (page.LastId is { } lastId)
        {
            response.Headers[ContinuationHeader] = ItemId.ToContinuation(lastId);
        }

        return ItemResults.All(page.Items);
    }

    private static async Task<IResult> PutAsync(HttpRequest request, ItemStore store, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (ItemBody.Read(body.GetBuffer().AsMemory(0, (int)body.Length), out var fault) is not { } item)
        {
            return ItemResults.BadRequest(fault!);
        }

        await store.PutAsync(item, cancellationToken);
        return ItemResults.Text($"Put item {item.Id}");
    }

    private static async Task<IResult> GetAsync(string id, ItemStore store, CancellationToken cancellationToken) =>
        !ItemId.TryParse(id, out var key) ? ItemResults.BadRequest(ItemId.TooLong)
        : await store.GetAsync(key, cancellationToken) is { } item ? ItemResults.One(item)
        : ItemResults.Empty;

    private static async Task<IResult> DeleteAsync(string id, ItemStore store, CancellationToken cancellationToken)
    {
        if (!ItemId.TryParse(id, out var key))
        {
            return ItemResults.BadRequest(ItemId.TooLong);
        }

        await store.DeleteAsync(key, cancellationToken);
        return ItemResults.Text($"Deleted item {key}");
    }

    // The tutorial's function answers every failure with 400, so what fails here is neither a 500 nor a 503. That includes what
    // fails around the handler: the request's deadline, and the user pool whose keys the token is checked with.
    private static JsonText AnswerFailure(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case AmazonDynamoDBException { ErrorCode: "ValidationException" }:
                return ItemResults.BadRequest(exception.Message);
            case BadHttpRequestException request:
                return ItemResults.Text(request.Message, request.StatusCode);
            default:
                LogFailure(context.RequestServices.GetRequiredService<ILogger<ItemStore>>(), exception);
                return ItemResults.BadRequest(Failures.IsUnavailable(exception)
                    ? "The table does not answer. Try again in a moment."
                    : "Something went wrong on our side.");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A request for items failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}

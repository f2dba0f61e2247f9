using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Tests.Store;

/// <summary>Runs background work against a table of a test.</summary>
public static class Background
{
    public static Task<DueReport> RunAsync(
        BoardTable table,
        IAmazonDynamoDB? client = null,
        TimeProvider? time = null,
        ICommitObserver? observer = null,
        CancellationToken cancellationToken = default) =>
        Work(table, client ?? table.Client, time, observer: observer).RunAsync(cancellationToken);

    public static BackgroundWork Work(
        BoardTable table,
        IAmazonDynamoDB client,
        TimeProvider? time = null,
        BackgroundWorkOptions? options = null,
        ILogger<BackgroundWork>? logger = null,
        ICommitObserver? observer = null)
    {
        var clock = time ?? TimeProvider.System;
        var store = table.Store(client, time: clock, observer: observer);
        return new(store.Commands, store.Batches, client, table.Names, clock, options ?? new BackgroundWorkOptions(), logger ?? NullLogger<BackgroundWork>.Instance);
    }

    /// <summary>Runs once for each of some minutes.</summary>
    public static async Task RunMinutesAsync(
        BoardTable table, Microsoft.Extensions.Time.Testing.FakeTimeProvider time, int minutes, IAmazonDynamoDB? client = null, ILogger<BackgroundWork>? logger = null)
    {
        for (var i = 0; i < minutes; i++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Work(table, client ?? table.Client, time, logger: logger).RunAsync(default);
        }
    }
}

/// <summary>Notes the calls that reach the table, each as its operation and the partition or sort key that it names first.</summary>
public class RecordingClient(BoardTable table) : AmazonDynamoDBClient(BoardTable.Credentials, BoardTable.Config(table.Endpoint))
{
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public void Forget()
    {
        lock (_calls)
        {
            _calls.Clear();
        }
    }

    public override Task<TransactGetItemsResponse> TransactGetItemsAsync(
        TransactGetItemsRequest request, CancellationToken cancellationToken = default)
    {
        Note("TransactGet", request.TransactItems[0].Get.Key["pk"].S);
        return base.TransactGetItemsAsync(request, cancellationToken);
    }

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        Note("TransactWrite", (request.TransactItems[0].Put?.Item ?? request.TransactItems[0].Update.Key)["pk"].S);
        return base.TransactWriteItemsAsync(request, cancellationToken);
    }

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
    {
        Note("Get", request.Key["pk"].S);
        return base.GetItemAsync(request, cancellationToken);
    }

    public override Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default)
    {
        Note("BatchGet", request.RequestItems.Values.First().Keys[0]["pk"].S);
        return base.BatchGetItemAsync(request, cancellationToken);
    }

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        Note("Query", request.IndexName ?? $"{request.ExpressionAttributeValues[":pk"].S} {request.ExpressionAttributeValues[":from"].S}");
        return base.QueryAsync(request, cancellationToken);
    }

    public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
    {
        Note("Put", request.Item["pk"].S);
        return base.PutItemAsync(request, cancellationToken);
    }

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        Note("Update", request.Key["pk"].S);
        return base.UpdateItemAsync(request, cancellationToken);
    }

    public override Task<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request, CancellationToken cancellationToken = default)
    {
        Note("BatchWrite", request.RequestItems.Values.First()[0].DeleteRequest.Key["pk"].S);
        return base.BatchWriteItemAsync(request, cancellationToken);
    }

    private void Note(string operation, string what)
    {
        lock (_calls)
        {
            _calls.Add($"{operation} {what}");
        }
    }
}

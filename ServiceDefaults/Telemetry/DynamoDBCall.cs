using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Knows where the SDK's requests and responses keep tables and capacity, without reflection.</summary>
internal static class DynamoDBCall
{
    internal static string Operation(AmazonWebServiceRequest request)
    {
        var name = request.GetType().Name;
        return name.EndsWith("Request", StringComparison.Ordinal) ? name[..^"Request".Length] : name;
    }

    internal static string[] Tables(AmazonWebServiceRequest request) => request switch
    {
        GetItemRequest r => [r.TableName],
        PutItemRequest r => [r.TableName],
        UpdateItemRequest r => [r.TableName],
        DeleteItemRequest r => [r.TableName],
        QueryRequest r => [r.TableName],
        ScanRequest r => [r.TableName],
        BatchGetItemRequest r => [.. r.RequestItems.Keys],
        BatchWriteItemRequest r => [.. r.RequestItems.Keys],
        TransactGetItemsRequest r => [.. r.TransactItems.Select(item => item.Get.TableName).Distinct(StringComparer.Ordinal)],
        TransactWriteItemsRequest r => [.. r.TransactItems.Select(TableOf).OfType<string>().Distinct(StringComparer.Ordinal)],
        DescribeTableRequest r => [r.TableName],
        _ => [],
    };

    internal static void AskForCapacity(AmazonWebServiceRequest request)
    {
        switch (request)
        {
            case GetItemRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case PutItemRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case UpdateItemRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case DeleteItemRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case QueryRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case ScanRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case BatchGetItemRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case BatchWriteItemRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case TransactGetItemsRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
            case TransactWriteItemsRequest r: r.ReturnConsumedCapacity ??= ReturnConsumedCapacity.TOTAL; break;
        }
    }

    /// <summary>Writes each table's capacity as JSON, as the convention wants it.</summary>
    internal static string[] Capacity(AmazonWebServiceResponse response)
    {
        IEnumerable<ConsumedCapacity?>? all = response switch
        {
            GetItemResponse r => [r.ConsumedCapacity],
            PutItemResponse r => [r.ConsumedCapacity],
            UpdateItemResponse r => [r.ConsumedCapacity],
            DeleteItemResponse r => [r.ConsumedCapacity],
            QueryResponse r => [r.ConsumedCapacity],
            ScanResponse r => [r.ConsumedCapacity],
            BatchGetItemResponse r => r.ConsumedCapacity,
            BatchWriteItemResponse r => r.ConsumedCapacity,
            TransactGetItemsResponse r => r.ConsumedCapacity,
            TransactWriteItemsResponse r => r.ConsumedCapacity,
            _ => null,
        };
        return all is null ? [] : [.. all.OfType<ConsumedCapacity>().Select(capacity => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"TableName":"{{capacity.TableName}}","CapacityUnits":{{capacity.CapacityUnits ?? 0}}}"""))];
    }

    private static string? TableOf(TransactWriteItem item) =>
        item.Put?.TableName ?? item.Update?.TableName ?? item.Delete?.TableName ?? item.ConditionCheck?.TableName;
}

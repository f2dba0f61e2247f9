using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes both tables of the schema that Kanban declares: on demand, encrypted with DynamoDB's own key, restorable to any second
/// of the last 35 days.
/// </summary>
internal sealed class Tables
{
    public Tables(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters)
    {
        var items = Create(stack, settings, "ItemsTable", TableSchemas.Items);
        var kanban = Create(stack, settings, "KanbanTable", TableSchemas.Kanban);
        ItemsName = Parameters.TextIf(parameters.HasRestoredItems, parameters.RestoredItemsTable.ValueAsString, items.Ref);
        KanbanName = Parameters.TextIf(parameters.HasRestoredKanban, parameters.RestoredKanbanTable.ValueAsString, kanban.Ref);
        ItemsArn = ArnOf(stack, ItemsName);
        KanbanArn = ArnOf(stack, KanbanName);
    }

    /// <summary>Gets the name of the items table in use: a restored one takes its place.</summary>
    public string ItemsName { get; }

    public string KanbanName { get; }

    public string ItemsArn { get; }

    public string KanbanArn { get; }

    private static CfnTable Create(Amazon.CDK.Stack stack, StackSettings settings, string id, TableSchema schema)
    {
        string?[] keys = [schema.PartitionKey, schema.SortKey, .. schema.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey })];
        var table = new CfnTable(stack, id, new CfnTableProps
        {
            TableName = settings.Named(schema.Name),
            BillingMode = "PAY_PER_REQUEST",
            AttributeDefinitions = keys.OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(name => new CfnTable.AttributeDefinitionProperty { AttributeName = name, AttributeType = "S" }).ToArray(),
            KeySchema = Keys(schema.PartitionKey, schema.SortKey),
            GlobalSecondaryIndexes = schema.Indexes.Count == 0 ? null : schema.Indexes.Select(index => new CfnTable.GlobalSecondaryIndexProperty
            {
                IndexName = index.Name,
                KeySchema = Keys(index.PartitionKey, index.SortKey),
                Projection = new CfnTable.ProjectionProperty { ProjectionType = "KEYS_ONLY" },
            }).ToArray(),
            TimeToLiveSpecification = new CfnTable.TimeToLiveSpecificationProperty { AttributeName = schema.TtlAttribute, Enabled = true },
            PointInTimeRecoverySpecification = new CfnTable.PointInTimeRecoverySpecificationProperty { PointInTimeRecoveryEnabled = true },
            DeletionProtectionEnabled = settings.IsProd,
        });
        table.ApplyRemovalPolicy(settings.IsProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        return table;
    }

    private static CfnTable.KeySchemaProperty[] Keys(string partitionKey, string? sortKey)
    {
        var hash = new CfnTable.KeySchemaProperty { AttributeName = partitionKey, KeyType = "HASH" };
        return sortKey is null ? [hash] : [hash, new CfnTable.KeySchemaProperty { AttributeName = sortKey, KeyType = "RANGE" }];
    }

    private static string ArnOf(Amazon.CDK.Stack stack, string name) =>
        stack.FormatArn(new ArnComponents { Service = "dynamodb", Resource = "table", ResourceName = name });
}

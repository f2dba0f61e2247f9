using Amazon.CDK;
using Amazon.CDK.AWS.ApplicationAutoScaling;
using Amazon.CDK.AWS.DynamoDB;
using KanbanAspire.Kanban.Tables;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes both tables of the schema that Kanban declares: on demand or provisioned, encrypted with DynamoDB's own key, restorable to
/// any second of the last 35 days.
/// </summary>
internal sealed class Tables
{
    // The share of the capacity in use that auto scaling aims at.
    private const double UtilizationPercent = 70;

    public Tables(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters)
    {
        var items = Create(stack, settings, parameters.Capacity, "ItemsTable", TableSchemas.Items);
        var kanban = Create(stack, settings, parameters.Capacity, "KanbanTable", TableSchemas.Kanban);
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

    private static CfnTable Create(Amazon.CDK.Stack stack, StackSettings settings, CapacityParameters? capacity, string id, TableSchema schema)
    {
        string?[] keys = [schema.PartitionKey, schema.SortKey, .. schema.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey })];
        var throughput = capacity is null ? null : new CfnTable.ProvisionedThroughputProperty
        {
            ReadCapacityUnits = capacity.Min.ValueAsNumber,
            WriteCapacityUnits = capacity.Min.ValueAsNumber,
        };
        var table = new CfnTable(stack, id, new CfnTableProps
        {
            TableName = settings.Named(schema.Name),
            BillingMode = capacity is null ? "PAY_PER_REQUEST" : "PROVISIONED",
            ProvisionedThroughput = throughput,
            AttributeDefinitions = keys.OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(name => new CfnTable.AttributeDefinitionProperty { AttributeName = name, AttributeType = "S" }).ToArray(),
            KeySchema = Keys(schema.PartitionKey, schema.SortKey),
            GlobalSecondaryIndexes = schema.Indexes.Count == 0 ? null : schema.Indexes.Select(index => new CfnTable.GlobalSecondaryIndexProperty
            {
                IndexName = index.Name,
                KeySchema = Keys(index.PartitionKey, index.SortKey),
                Projection = new CfnTable.ProjectionProperty { ProjectionType = "KEYS_ONLY" },
                ProvisionedThroughput = throughput,
            }).ToArray(),
            TimeToLiveSpecification = new CfnTable.TimeToLiveSpecificationProperty { AttributeName = schema.TtlAttribute, Enabled = true },
            PointInTimeRecoverySpecification = new CfnTable.PointInTimeRecoverySpecificationProperty { PointInTimeRecoveryEnabled = true },
            DeletionProtectionEnabled = settings.IsProd,
        });
        table.ApplyRemovalPolicy(settings.IsProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        if (capacity is not null)
        {
            FollowLoad(stack, capacity, id, "table", $"table/{table.Ref}");
            foreach (var index in schema.Indexes)
            {
                FollowLoad(stack, capacity, $"{id}{index.Name}", "index", $"table/{table.Ref}/index/{index.Name}");
            }
        }

        return table;
    }

    // Application Auto Scaling uses a role of its own, which it makes.
    private static void FollowLoad(Amazon.CDK.Stack stack, CapacityParameters capacity, string id, string kind, string resource)
    {
        foreach (var units in new[] { "Read", "Write" })
        {
            var target = new CfnScalableTarget(stack, $"{id}{units}s", new CfnScalableTargetProps
            {
                ServiceNamespace = "dynamodb",
                ResourceId = resource,
                ScalableDimension = $"dynamodb:{kind}:{units}CapacityUnits",
                MinCapacity = capacity.Min.ValueAsNumber,
                MaxCapacity = capacity.Max.ValueAsNumber,
            });
            _ = new CfnScalingPolicy(stack, $"{id}{units}sPolicy", new CfnScalingPolicyProps
            {
                PolicyName = $"{id}{units}s",
                PolicyType = "TargetTrackingScaling",
                ScalingTargetId = target.Ref,
                TargetTrackingScalingPolicyConfiguration = new CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty
                {
                    TargetValue = UtilizationPercent,
                    PredefinedMetricSpecification = new CfnScalingPolicy.PredefinedMetricSpecificationProperty
                    {
                        PredefinedMetricType = $"DynamoDB{units}CapacityUtilization",
                    },
                },
            });
        }
    }

    private static CfnTable.KeySchemaProperty[] Keys(string partitionKey, string? sortKey)
    {
        var hash = new CfnTable.KeySchemaProperty { AttributeName = partitionKey, KeyType = "HASH" };
        return sortKey is null ? [hash] : [hash, new CfnTable.KeySchemaProperty { AttributeName = sortKey, KeyType = "RANGE" }];
    }

    private static string ArnOf(Amazon.CDK.Stack stack, string name) =>
        stack.FormatArn(new ArnComponents { Service = "dynamodb", Resource = "table", ResourceName = name });
}

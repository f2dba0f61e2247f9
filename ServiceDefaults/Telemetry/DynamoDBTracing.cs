using Amazon.DynamoDBv2;
using Amazon.Runtime.Internal;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Puts a span and a duration around each call of DynamoDB that this process makes.</summary>
internal sealed class DynamoDBTracing : IRuntimePipelineCustomizer
{
    public string UniqueName => "KanbanAspire.DynamoDB";

    /// <summary>Takes effect for clients made later; repeating it changes nothing.</summary>
    internal static void Install() => RuntimePipelineCustomizerRegistry.Instance.Register(new DynamoDBTracing());

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        if (typeof(AmazonDynamoDBClient).IsAssignableFrom(type))
        {
            // Outermost: one span a call, its retries within.
            pipeline.AddHandler(new DynamoDBSpanHandler());
        }
    }
}

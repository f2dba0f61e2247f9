using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace KanbanAspire.Api.Lambda;

/// <summary>JSON types of the function itself. The serializer of the Lambda packages brings its own options.</summary>
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class LambdaJson : JsonSerializerContext;

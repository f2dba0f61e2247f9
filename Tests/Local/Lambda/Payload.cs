using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>Reads and writes payload 2.0 as a function does.</summary>
internal static class Payload
{
    private static readonly DefaultLambdaJsonSerializer Serializer = new();

    public static APIGatewayHttpApiV2ProxyRequest Read(ReadOnlyMemory<byte> json)
    {
        using var stream = new MemoryStream(json.ToArray());
        return Serializer.Deserialize<APIGatewayHttpApiV2ProxyRequest>(stream);
    }

    public static byte[] Write(APIGatewayHttpApiV2ProxyResponse response)
    {
        using var stream = new MemoryStream();
        Serializer.Serialize(response, stream);
        return stream.ToArray();
    }

    public static string DecodedAgain(string path) => WebUtility.UrlDecode(path.Replace("+", "%2B", StringComparison.Ordinal)
        .Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));
}

using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>API Gateway on this machine.</summary>
public sealed class APIGatewayEmulatorResource : ExecutableResource
{
    internal APIGatewayEmulatorResource(string name, string executable)
        : base(name, executable, AppContext.BaseDirectory)
    {
    }
}

/// <summary>Options of the API Gateway emulator.</summary>
public sealed class APIGatewayEmulatorOptions
{
    /// <summary>Gets or sets the TCP port; null for any free one.</summary>
    public int? HttpPort { get; set; }
}

/// <summary>Kinds of API Gateway.</summary>
public enum APIGatewayType
{
    /// <summary>REST API; not emulated here.</summary>
    Rest,

    /// <summary>HTTP API with payload format 1.0; not emulated here.</summary>
    HttpV1,

    /// <summary>HTTP API with payload format 2.0.</summary>
    HttpV2,
}

/// <summary>HTTP methods of a route.</summary>
public enum Method
{
    /// <summary>Every method.</summary>
    Any,

    /// <summary>GET.</summary>
    Get,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PUT.</summary>
    Put,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>PATCH.</summary>
    Patch,

    /// <summary>HEAD.</summary>
    Head,

    /// <summary>OPTIONS.</summary>
    Options,
}

// The value of APIGATEWAY_EMULATOR_ROUTE_CONFIG_{function}.
internal sealed record RouteConfig(string LambdaResourceName, string Endpoint, string HttpMethod, string Path);

[JsonSerializable(typeof(RouteConfig))]
internal sealed partial class RouteConfigJson : JsonSerializerContext;

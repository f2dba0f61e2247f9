using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>Is a project that runs as a Lambda function behind the Lambda service emulator.</summary>
public sealed class LambdaProjectResource : ProjectResource
{
    internal LambdaProjectResource(string name, string projectPath, string handler, LambdaEmulatorResource emulator)
        : base(name, projectPath) => (Handler, Emulator) = (handler, emulator);

    internal string Handler { get; }

    internal LambdaEmulatorResource Emulator { get; }

    // A PublishLambdaFunctionConfig; as an object, because a run on this machine is not to load the CDK.
    internal object? PublishConfig { get; set; }
}

/// <summary>Is the Lambda service on this machine: Runtime API and Invoke API.</summary>
public sealed class LambdaEmulatorResource : ExecutableResource
{
    internal LambdaEmulatorResource()
        : base("LambdaServiceEmulator")
    {
    }
}

/// <summary>Says how the Lambda service emulator runs.</summary>
public sealed class LambdaEmulatorOptions
{
    /// <summary>Gets or sets the TCP port; null for any free one.</summary>
    public int? HttpPort { get; set; }
}

/// <summary>Is API Gateway on this machine.</summary>
public sealed class APIGatewayEmulatorResource : ExecutableResource
{
    internal APIGatewayEmulatorResource(string name)
        : base(name)
    {
    }
}

/// <summary>Says how the API Gateway emulator runs.</summary>
public sealed class APIGatewayEmulatorOptions
{
    /// <summary>Gets or sets the TCP port; null for any free one.</summary>
    public int? HttpPort { get; set; }
}

/// <summary>Names the kinds of API Gateway.</summary>
public enum APIGatewayType
{
    /// <summary>HTTP API with payload format 2.0.</summary>
    HttpV2,
}

/// <summary>Names the HTTP methods of a route.</summary>
public enum Method
{
    /// <summary>Every method.</summary>
    Any,
}

internal sealed record RouteConfig(string LambdaResourceName, string Endpoint, string HttpMethod, string Path);

[JsonSerializable(typeof(RouteConfig))]
internal sealed partial class RouteConfigJson : JsonSerializerContext;

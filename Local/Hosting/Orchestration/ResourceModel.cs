using Aspire.Hosting.ApplicationModel;

namespace KanbanAspire.Local.Hosting;

/// <summary>Collects what AppHost.cs said about a resource.</summary>
internal sealed class ResourceModel
{
    public List<EndpointModel> Endpoints { get; } = [];

    public List<Action<IDictionary<string, string>>> Environment { get; } = [];

    public List<Resource> WaitsFor { get; } = [];

    public List<HttpHealthCheck> HealthChecks { get; } = [];

    public HashSet<string> References { get; } = new(StringComparer.Ordinal);

    public Resource? Parent { get; set; }

    public bool IsExternal { get; set; }

    public CustomResourceSnapshot? InitialState { get; set; }

    public Func<InitializeResourceEvent, CancellationToken, Task>? Initialize { get; set; }
}

/// <summary>Is where a resource listens.</summary>
/// <param name="Name">For example <c>http</c>.</param>
/// <param name="FixedPort">Port that a person wants stable; null for any free one.</param>
internal sealed record EndpointModel(string Name, int? FixedPort)
{
    /// <summary>Gets or sets the TCP port; 0 until the application is built.</summary>
    public int Port { get; set; }

    public string Url => $"http://localhost:{Port}";
}

/// <summary>Is a GET that must be answered with a status for the resource to count as healthy.</summary>
/// <param name="EndpointName">Endpoint to ask.</param>
/// <param name="Path">Path with a leading slash.</param>
/// <param name="StatusCode">Expected status.</param>
internal sealed record HttpHealthCheck(string EndpointName, string Path, int StatusCode);

using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Points to an endpoint of a resource; its address is known once the application is built.</summary>
public sealed class EndpointReference
{
    internal EndpointReference(Resource resource, string name) => (Resource, EndpointName) = (resource, name);

    /// <summary>Gets the endpoint's name, for example <c>http</c>.</summary>
    public string EndpointName { get; }

    /// <summary>Gets the address, for example <c>http://localhost:5080</c>.</summary>
    /// <exception cref="InvalidOperationException">The resource has no endpoint of that name.</exception>
    public string Url => Endpoint.Url;

    internal Resource Resource { get; }

    private EndpointModel Endpoint => Resource.Model.Endpoints.Find(e => e.Name == EndpointName)
        ?? throw new InvalidOperationException($"Resource '{Resource.Name}' has no endpoint '{EndpointName}'.");
}

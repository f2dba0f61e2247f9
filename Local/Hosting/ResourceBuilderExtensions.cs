using Aspire.Hosting.ApplicationModel;
using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds and describes resources, with the signatures of Aspire.Hosting.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Adds a project of the solution.</summary>
    /// <typeparam name="TProject">Its class in <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name, new TProject().ProjectPath));

    /// <summary>Adds an HTTP endpoint; a project listens on it by <c>ASPNETCORE_URLS</c>.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="port">TCP port; null for any free one.</param>
    /// <param name="targetPort">Not used: there is no proxy between port and process.</param>
    /// <param name="name">Endpoint name; null for <c>http</c>.</param>
    /// <param name="env">Variable that is set to the port; null for none.</param>
    /// <param name="isProxied">Not used.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        _ = (targetPort, isProxied);
        var endpoint = new EndpointModel(name ?? "http", port);
        builder.Model().Endpoints.Add(endpoint);
        if (env is not null)
        {
            builder.Model().Environment.Add(variables => variables[env] = endpoint.Port.Invariant());
        }

        return builder;
    }

    /// <summary>Marks the endpoints as meant for people: their addresses are printed once everything is healthy.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        builder.Model().IsExternal = true;
        return builder;
    }

    /// <summary>Points to an endpoint.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">Endpoint name.</param>
    /// <returns>The reference; its address is known once the application is built.</returns>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Base(), name);

    /// <summary>Lets the resource count as healthy only once a GET is answered with a status.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="path">Path; null for <c>/</c>.</param>
    /// <param name="statusCode">Status; null for 200.</param>
    /// <param name="endpointName">Endpoint; null for the first one.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        builder.Model().HealthChecks.Add(
            new HttpHealthCheck(endpointName ?? builder.Model().Endpoints[0].Name, path ?? "/", statusCode ?? 200));
        return builder;
    }

    /// <summary>Sets an environment variable.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">Name.</param>
    /// <param name="value">Value; null sets the empty text.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.With(variables => variables[name] = value ?? string.Empty);

    /// <summary>Sets an environment variable to an endpoint's address.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">Name.</param>
    /// <param name="endpointReference">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => builder.With(variables => variables[name] = endpointReference.Url);

    /// <summary>Sets an environment variable to a text with endpoint addresses in it.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">Name.</param>
    /// <param name="value">Interpolated string.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment
    {
        var expression = value.GetExpression();
        return builder.With(variables => variables[name] = expression.Value);
    }

    /// <summary>Tells a resource where another one listens: <c>services__name__endpoint__0</c> and <c>NAME_ENDPOINT</c>.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="endpointReference">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, EndpointReference endpointReference)
        where T : IResourceWithEnvironment
    {
        var (resource, endpoint) = (endpointReference.Resource.Name, endpointReference.EndpointName);
        builder.Model().References.Add(resource);
        return builder.With(variables =>
        {
            variables[$"services__{resource}__{endpoint}__0"] = endpointReference.Url;
            variables[$"{resource}_{endpoint}".Replace('-', '_').ToUpperInvariant()] = endpointReference.Url;
        });
    }

    /// <summary>Starts the resource only once another one is healthy.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        var other = dependency.Base();
        builder.Model().References.Add(other.Name);
        builder.Model().WaitsFor.Add(other);
        return builder;
    }

    /// <summary>Keeps the resource out of a deployment.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder;

    /// <summary>Sets what is shown of a resource before it says anything itself.</summary>
    /// <typeparam name="TResource">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="initialSnapshot">The state.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(
        this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource
    {
        builder.Model().InitialState = initialSnapshot;
        return builder;
    }

    /// <summary>Says what a resource does that is not a process.</summary>
    /// <typeparam name="T">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="callback">Does it, and shows its state by <see cref="InitializeResourceEvent.Notifications"/>.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> OnInitializeResource<T>(
        this IResourceBuilder<T> builder, Func<T, InitializeResourceEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.Model().Initialize = (@event, cancellationToken) => callback(builder.Resource, @event, cancellationToken);
        return builder;
    }

    internal static Resource Base<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.Resource as Resource
        ?? throw new ArgumentException("A resource must derive from Resource.", nameof(builder));

    internal static ResourceModel Model<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.Base().Model;

    internal static IResourceBuilder<T> With<T>(this IResourceBuilder<T> builder, Action<IDictionary<string, string>> set)
        where T : IResource
    {
        builder.Model().Environment.Add(set);
        return builder;
    }

    internal static string Invariant(this int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

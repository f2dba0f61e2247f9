using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Collects the resources of a distributed application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Gets the configuration: environment variables and <c>--key value</c> arguments.</summary>
    IConfiguration Configuration { get; }

    /// <summary>Gets the services that the hosting asks for, for example the packager of functions.</summary>
    IServiceCollection Services { get; }

    /// <summary>Gets whether the application is run or published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Gets the folder of the AppHost project.</summary>
    string AppHostDirectory { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>A builder for it.</returns>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Builds the application.</summary>
    /// <returns>The application, ready to run.</returns>
    DistributedApplication Build();
}

/// <summary>Describes one resource further.</summary>
/// <typeparam name="T">Its type.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>Gets the resource.</summary>
    T Resource { get; }

    /// <summary>Gets the application's builder.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }
}

/// <summary>Says what the application was started for.</summary>
public sealed class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext(bool isPublishMode) => IsPublishMode = isPublishMode;

    /// <summary>Gets a value indicating whether a deployment is written instead of anything being run.</summary>
    public bool IsPublishMode { get; }

    /// <summary>Gets a value indicating whether the resources are run on this machine.</summary>
    public bool IsRunMode => !IsPublishMode;
}

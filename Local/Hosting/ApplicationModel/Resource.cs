using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Is one part of the distributed application.</summary>
public interface IResource
{
    /// <summary>Gets the name: letters, digits and hyphens, unique in the application.</summary>
    string Name { get; }
}

/// <summary>Is a resource whose process takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>Is a resource that listens somewhere.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>Is a resource that can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>Is a resource that belongs to another one.</summary>
/// <typeparam name="T">Type of the owner.</typeparam>
public interface IResourceWithParent<out T> : IResource
    where T : IResource
{
    /// <summary>Gets the owner.</summary>
    T Parent { get; }
}

/// <summary>Is the base of all resources.</summary>
/// <param name="name">Unique name.</param>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    internal ResourceModel Model { get; } = new();
}

/// <summary>Is a .NET project of the solution, run from its build output.</summary>
public class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string projectPath)
        : base(name) => ProjectPath = projectPath;

    internal string ProjectPath { get; }
}

/// <summary>Is a program that is not a project of the solution.</summary>
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ExecutableResource(string name)
        : base(name)
    {
    }
}

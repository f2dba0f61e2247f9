using Aspire.Hosting.ApplicationModel;
using KanbanAspire.Local.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Is the distributed application: what AppHost.cs describes, run on this machine.</summary>
public sealed class DistributedApplication
{
    private readonly DistributedApplicationBuilder _builder;

    internal DistributedApplication(DistributedApplicationBuilder builder) => _builder = builder;

    /// <summary>Makes a builder.</summary>
    /// <param name="args">Arguments in the form <c>--key value</c> or <c>--key=value</c>, read as configuration.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>
    /// Runs the application until Ctrl+C or SIGTERM, then stops every process it started; when publishing, writes the
    /// deployment into <c>cdk.out</c> in the folder of <c>--output-path</c>.
    /// </summary>
    public void Run() => Environment.ExitCode = (_builder.ExecutionContext.IsPublishMode ? PublishAsync() : Orchestrator.RunAsync(_builder))
        .GetAwaiter().GetResult();

    private Task<int> PublishAsync()
    {
        var folder = Path.GetFullPath(_builder.Configuration["output-path"] ?? ".");
        var publish = _builder.Publish ?? throw new InvalidOperationException("There is no stack to publish. Call AddAWSCDKEnvironment.");
        return publish(Path.GetFileName(folder) == "cdk.out" ? folder : Path.Combine(folder, "cdk.out"));
    }
}

/// <summary>Keeps what AppHost.cs says.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(string[] args)
    {
        Configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        ExecutionContext = new DistributedApplicationExecutionContext(
            string.Equals(Configuration["operation"], "publish", StringComparison.OrdinalIgnoreCase));
    }

    public IConfiguration Configuration { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public string AppHostDirectory { get; } = Builds.ProjectDirectory("AppHost");

    public IServiceCollection Services { get; } = new ServiceCollection();

    public List<Resource> Resources { get; } = [];

    /// <summary>Gets or sets what writes the deployment into a folder and gives the exit code; null without a stack.</summary>
    public Func<string, Task<int>>? Publish { get; set; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        var added = resource as Resource
            ?? throw new ArgumentException("A resource must derive from Resource.", nameof(resource));
        if (Resources.Exists(r => string.Equals(r.Name, added.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException($"There are two resources named '{added.Name}'. Rename one in AppHost.cs.");
        }

        // A part shows below its owner.
        added.Model.Parent = (resource as IResourceWithParent<IResource>)?.Parent as Resource;
        Resources.Add(added);
        return new ResourceBuilder<T>(resource, this);
    }

    public DistributedApplication Build() => new(this);

    private sealed record ResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder) : IResourceBuilder<T>
        where T : IResource;
}

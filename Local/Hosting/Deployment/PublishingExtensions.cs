using Amazon.CDK;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Deployment;
using Aspire.Hosting.AWS.Lambda;
using Aspire.Hosting.Pipelines;
using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting;

/// <summary>Publishes resources into CloudFormation, with the signatures of Aspire.Hosting.AWS.</summary>
public static class PublishingExtensions
{
    /// <summary>Adds the stack into which resources are published.</summary>
    /// <typeparam name="T">Class of the stack.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="cdkDefaultsProviderFactory">Not used: the callbacks set everything.</param>
    /// <param name="stackFactory">Makes the stack.</param>
    /// <param name="environmentResourceConfig">Region.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<AWSCDKEnvironmentResource<T>> AddAWSCDKEnvironment<T>(
        this IDistributedApplicationBuilder builder,
        string name,
        CDKDefaultsProviderFactory cdkDefaultsProviderFactory,
        Func<App, IStackProps, T> stackFactory,
        AWSCDKEnvironmentResourceConfig? environmentResourceConfig = null)
        where T : Stack
    {
        _ = cdkDefaultsProviderFactory;
        var environment = new AWSCDKEnvironmentResource<T>(name, stackFactory, environmentResourceConfig);
        environment.Annotations.Add(new PipelineStepAnnotation(_ => new PipelineStep
        {
            Name = $"publish-{name}",
            Description = "Packs the functions and writes the CloudFormation template.",
            Action = context => Publisher.RunAsync(environment, context),
            RequiredBySteps = [WellKnownPipelineSteps.Publish],
        }));
        return builder.ExecutionContext.IsPublishMode ? builder.AddResource(environment) : builder.CreateResourceBuilder(environment);
    }

    /// <summary>Publishes a function as a Lambda function of the stack.</summary>
    /// <param name="builder">The function's builder.</param>
    /// <param name="config">Changes what is published.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<LambdaProjectResource> PublishAsLambdaFunction(
        this IResourceBuilder<LambdaProjectResource> builder, PublishLambdaFunctionConfig? config = null)
    {
        builder.Resource.PublishConfig = config ?? new PublishLambdaFunctionConfig();
        return builder;
    }
}

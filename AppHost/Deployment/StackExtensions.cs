using Aspire.Hosting.AWS;
using Aspire.Hosting.AWS.Deployment;
using Aspire.Hosting.AWS.Deployment.Services;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.AppHost.Stack;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Ties AppHost's resources to the CloudFormation stack.</summary>
internal static class StackExtensions
{
    /// <summary>Publishes two functions, with everything around them, as one stack.</summary>
    /// <param name="builder">The application's builder, publishing.</param>
    /// <param name="aws">Region.</param>
    /// <param name="api">The Api.</param>
    /// <param name="scheduler">The Scheduler.</param>
    public static void AddKanbanStack(
        this IDistributedApplicationBuilder builder,
        IAWSSDKConfig aws,
        IResourceBuilder<LambdaProjectResource> api,
        IResourceBuilder<LambdaProjectResource> scheduler)
    {
        // The CDK runs on any Node that is installed, and says so at length.
        Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20,22");
        Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "1");
        Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1");

        var settings = StackSettings.From(builder.Configuration, Path.Combine(builder.AppHostDirectory, ".."));
        builder.Services.AddSingleton<ILambdaDeploymentPackager>(new FunctionPackager(builder.Configuration));
        builder.AddAWSCDKEnvironment(
            "aws", CDKDefaultsProviderFactory.Preview_V1, (app, props) => new KanbanStack(app, props, settings),
            new AWSCDKEnvironmentResourceConfig { AWSSDKConfig = aws });
        api.PublishAsLambdaFunction(new PublishLambdaFunctionConfig
        {
            PropsFunctionCallback = (context, props) => context.GetDeploymentStack<KanbanStack>().Functions.ConfigureApi(props),
            ConstructFunctionCallback = (context, function) => context.GetDeploymentStack<KanbanStack>().Complete(api: function),
        });
        scheduler.PublishAsLambdaFunction(new PublishLambdaFunctionConfig
        {
            PropsFunctionCallback = (context, props) => context.GetDeploymentStack<KanbanStack>().Functions.ConfigureScheduler(props),
            ConstructFunctionCallback = (context, function) => context.GetDeploymentStack<KanbanStack>().Complete(scheduler: function),
        });
    }
}

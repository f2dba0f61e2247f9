using Amazon;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;

namespace Aspire.Hosting;

/// <summary>Configures the AWS SDK of resources, with the signatures of Aspire.Hosting.AWS.</summary>
public static class SDKResourceExtensions
{
    /// <summary>Creates a configuration.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>An empty configuration.</returns>
    public static IAWSSDKConfig AddAWSSDKConfig(this IDistributedApplicationBuilder builder)
    {
        _ = builder;
        return new AWSSDKConfig();
    }

    /// <summary>Sets the region.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="region">The region.</param>
    /// <returns>The same configuration.</returns>
    public static IAWSSDKConfig WithRegion(this IAWSSDKConfig config, RegionEndpoint region)
    {
        config.Region = region;
        return config;
    }

    /// <summary>Gives a resource the configuration: <c>AWS_REGION</c> and <c>AWS__Region</c>. Does nothing when publishing.</summary>
    /// <typeparam name="TDestination">Type of the resource.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="awsSdkConfig">The configuration.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
        where TDestination : IResourceWithEnvironment =>
        builder.ApplicationBuilder.ExecutionContext.IsPublishMode || awsSdkConfig.Region is not { } region
            ? builder
            : builder.WithEnvironment("AWS_REGION", region.SystemName).WithEnvironment("AWS__Region", region.SystemName);
}

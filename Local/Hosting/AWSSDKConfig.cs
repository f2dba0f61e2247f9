using Amazon;

namespace Aspire.Hosting.AWS;

/// <summary>The AWS profile and region that resources are given.</summary>
public interface IAWSSDKConfig
{
    /// <summary>Gets or sets the region; null leaves it to the environment.</summary>
    RegionEndpoint? Region { get; set; }
}

internal sealed class AWSSDKConfig : IAWSSDKConfig
{
    public RegionEndpoint? Region { get; set; }
}

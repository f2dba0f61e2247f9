using Aspire.Hosting.AWS.Lambda;

namespace Aspire.Hosting.AWS.Deployment.Services;

/// <summary>Makes the zip of a function.</summary>
public interface ILambdaDeploymentPackager
{
    /// <summary>Makes it.</summary>
    /// <param name="lambdaFunction">The function.</param>
    /// <param name="outputDirectory">Where to write; the folder may not exist yet.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <returns>The zip, or that there is none.</returns>
    Task<LambdaDeploymentPackagerResult> CreateDeploymentPackageAsync(
        LambdaProjectResource lambdaFunction, string outputDirectory, CancellationToken cancellationToken);
}

/// <summary>Result of a packaging.</summary>
public sealed class LambdaDeploymentPackagerResult
{
    /// <summary>Gets a value indicating whether there is a zip.</summary>
    public required bool Success { get; init; }

    /// <summary>Gets the zip's full path; null when there is none.</summary>
    public string? LocalLocation { get; init; }
}

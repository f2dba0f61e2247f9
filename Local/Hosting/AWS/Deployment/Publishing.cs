using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using App = Amazon.CDK.App;
using IStackProps = Amazon.CDK.IStackProps;
using Stack = Amazon.CDK.Stack;

namespace Aspire.Hosting.AWS.Deployment
{
    /// <summary>Is a CloudFormation stack into which resources are published.</summary>
    /// <typeparam name="T">Class of the stack.</typeparam>
    public sealed class AWSCDKEnvironmentResource<T> : Resource
        where T : Stack
    {
        internal AWSCDKEnvironmentResource(string name, Func<App, IStackProps, T> stackFactory, AWSCDKEnvironmentResourceConfig? config)
            : base(name) => (StackFactory, Config) = (stackFactory, config);

        internal Func<App, IStackProps, T> StackFactory { get; }

        internal AWSCDKEnvironmentResourceConfig? Config { get; }
    }

    /// <summary>Says where a stack is deployed.</summary>
    public sealed class AWSCDKEnvironmentResourceConfig
    {
        /// <summary>Gets the region; null leaves it open until the deployment.</summary>
        public IAWSSDKConfig? AWSSDKConfig { get; init; }
    }

    /// <summary>Chooses the defaults that published resources have.</summary>
    public sealed class CDKDefaultsProviderFactory
    {
        /// <summary>The first set of defaults.</summary>
        public static readonly CDKDefaultsProviderFactory Preview_V1 = new();

        private CDKDefaultsProviderFactory()
        {
        }
    }

    /// <summary>Is what a callback is told of the deployment.</summary>
    public sealed class CDKPublishTargetContext
    {
        private readonly Stack _stack;

        internal CDKPublishTargetContext(Stack stack) => _stack = stack;

        /// <summary>Gets the stack that is published.</summary>
        /// <typeparam name="T">Its class.</typeparam>
        /// <returns>The stack.</returns>
        public T GetDeploymentStack<T>()
            where T : Stack => (T)_stack;
    }

    /// <summary>Changes what is published.</summary>
    /// <typeparam name="T">Type of the properties or of the construct.</typeparam>
    /// <param name="context">The deployment.</param>
    /// <param name="props">What may be changed.</param>
    public delegate void PublishCallback<T>(CDKPublishTargetContext context, T props);

    /// <summary>Says how a function is published.</summary>
    public sealed class PublishLambdaFunctionConfig
    {
        /// <summary>Gets or sets what changes the properties before the function is made.</summary>
        public PublishCallback<Amazon.CDK.AWS.Lambda.FunctionProps>? PropsFunctionCallback { get; set; }

        /// <summary>Gets or sets what takes the function once it is made.</summary>
        public PublishCallback<Amazon.CDK.AWS.Lambda.Function>? ConstructFunctionCallback { get; set; }
    }
}

namespace Aspire.Hosting.AWS.Deployment.Services
{
    /// <summary>Makes the zip of a function.</summary>
    public interface ILambdaDeploymentPackager
    {
        /// <summary>Makes it.</summary>
        /// <param name="lambdaFunction">The function.</param>
        /// <param name="outputDirectory">Where it may write.</param>
        /// <param name="cancellationToken">Ends the build.</param>
        /// <returns>The zip, or that there is none.</returns>
        Task<LambdaDeploymentPackagerResult> CreateDeploymentPackageAsync(
            LambdaProjectResource lambdaFunction, string outputDirectory, CancellationToken cancellationToken);
    }

    /// <summary>Is what came of a packaging.</summary>
    public sealed class LambdaDeploymentPackagerResult
    {
        /// <summary>Gets a value indicating whether there is a zip.</summary>
        public required bool Success { get; init; }

        /// <summary>Gets the zip's full path; null when there is none.</summary>
        public string? LocalLocation { get; init; }
    }
}

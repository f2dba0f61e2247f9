using Aspire.Hosting.ApplicationModel;
using App = Amazon.CDK.App;
using IStackProps = Amazon.CDK.IStackProps;
using Stack = Amazon.CDK.Stack;

namespace Aspire.Hosting.AWS.Deployment;

/// <summary>A CloudFormation stack into which resources are published.</summary>
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

/// <summary>The deployment, as callbacks see it.</summary>
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

using Aspire.Hosting.ApplicationModel;
using KanbanAspire.Local.Hosting;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>A project that runs as a Lambda function behind the Lambda service emulator.</summary>
public sealed class LambdaProjectResource : ProjectResource
{
    internal LambdaProjectResource(string name, string handler)
        : base(name) => Handler = handler;

    internal string Handler { get; }

    // Null when publishing.
    internal FunctionProcesses? Processes { get; set; }

    // A PublishLambdaFunctionConfig; as an object, because a run on this machine is not to load the CDK.
    internal object? PublishConfig { get; set; }
}

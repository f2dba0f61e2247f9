using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>The Lambda service on this machine: Runtime API and Invoke API.</summary>
public sealed class LambdaEmulatorResource : ExecutableResource
{
    internal LambdaEmulatorResource(string name, string executable)
        : base(name, executable, AppContext.BaseDirectory)
    {
    }
}

/// <summary>Options of the Lambda service emulator.</summary>
public sealed class LambdaEmulatorOptions
{
    /// <summary>Gets or sets the TCP port; null for any free one.</summary>
    public int? HttpPort { get; set; }
}

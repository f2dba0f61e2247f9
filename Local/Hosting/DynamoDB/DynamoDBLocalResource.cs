using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.DynamoDB;

/// <summary>DynamoDB on this machine: dynoxide in place of the container.</summary>
public sealed class DynamoDBLocalResource : ExecutableResource
{
    internal DynamoDBLocalResource(string name, string executable)
        : base(name, executable, AppContext.BaseDirectory)
    {
    }
}

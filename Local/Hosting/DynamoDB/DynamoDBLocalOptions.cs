namespace Aspire.Hosting.AWS.DynamoDB;

/// <summary>Options of DynamoDB on this machine.</summary>
public sealed class DynamoDBLocalOptions
{
    /// <summary>Gets or sets the folder that keeps the data between runs; null keeps them in memory.</summary>
    public string? LocalStorageDirectory { get; set; }

    /// <summary>Gets or sets a value indicating whether all credentials and regions see one set of tables; here they always do.</summary>
    public bool SharedDb { get; set; }

    /// <summary>Gets or sets the TCP port; null for any free one.</summary>
    public int? Port { get; set; }
}

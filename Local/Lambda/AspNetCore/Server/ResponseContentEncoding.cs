namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>How a body stands in the JSON of the response.</summary>
public enum ResponseContentEncoding
{
    /// <summary>As text, read as UTF-8; other bytes are lost.</summary>
    Default = 0,

    /// <summary>As base64.</summary>
    Base64,
}

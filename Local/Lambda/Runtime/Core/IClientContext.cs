namespace Amazon.Lambda.Core;

/// <summary>Describes the mobile application that invoked the function.</summary>
public interface IClientContext
{
    /// <summary>Gets what the mobile SDK tells of its environment.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>Gets the application.</summary>
    IClientApplication Client { get; }

    /// <summary>Gets the application's own values.</summary>
    IDictionary<string, string> Custom { get; }
}

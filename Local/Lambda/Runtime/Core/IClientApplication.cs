namespace Amazon.Lambda.Core;

/// <summary>Names a mobile application.</summary>
public interface IClientApplication
{
    /// <summary>Gets the package name.</summary>
    string AppPackageName { get; }

    /// <summary>Gets the title.</summary>
    string AppTitle { get; }

    /// <summary>Gets the version code.</summary>
    string AppVersionCode { get; }

    /// <summary>Gets the version name.</summary>
    string AppVersionName { get; }

    /// <summary>Gets the id of the installation.</summary>
    string InstallationId { get; }
}

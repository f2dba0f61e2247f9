namespace Aspire.Hosting;

/// <summary>Says where a project resource's project file is.</summary>
public interface IProjectMetadata
{
    /// <summary>Gets the full path of the project file.</summary>
    string ProjectPath { get; }
}

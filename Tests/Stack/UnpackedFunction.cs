using System.IO.Compression;
using KanbanAspire.Tests.Native;

namespace KanbanAspire.Tests.Stack;

/// <summary>Unpacks the zips of functions, as Lambda does.</summary>
public static class UnpackedFunction
{
    /// <summary>Unpacks one.</summary>
    /// <param name="zip">Full path.</param>
    /// <param name="parent">Gets a folder with its files.</param>
    /// <returns>What starts it: <c>bootstrap</c>, or a script that does so in an emulator of the processor that it is made for.</returns>
    public static string Unpack(string zip, DirectoryInfo parent)
    {
        var folder = parent.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        ZipFile.ExtractToDirectory(zip, folder);
        var bootstrap = Path.Combine(folder, "bootstrap");
        return Arm64Functions.NeedsEmulator(bootstrap) ? Arm64Functions.WriteLauncher(bootstrap) : bootstrap;
    }
}

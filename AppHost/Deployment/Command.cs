using System.Diagnostics;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Runs programs that print for themselves.</summary>
internal static class Command
{
    /// <summary>Runs a program and waits.</summary>
    /// <param name="program">Name on PATH.</param>
    /// <param name="arguments">Arguments; never seen by a shell.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code; 127 when it was not found.</returns>
    public static async Task<int> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        // npm's programs are scripts on Windows, which only the shell starts.
        var start = OperatingSystem.IsWindows() && program is "npx"
            ? new ProcessStartInfo("cmd.exe", ["/c", "npx.cmd", .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.UseShellExecute = false;
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 127;
        }
    }
}

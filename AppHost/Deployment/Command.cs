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
        using var process = Start(program, arguments, redirect: false);
        if (process is null)
        {
            return 127;
        }

        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Reads what a program prints.</summary>
    /// <param name="program">Name on PATH.</param>
    /// <param name="arguments">Arguments.</param>
    /// <returns>Its output; null when it was not found or failed.</returns>
    public static string? Read(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, redirect: true);
        var output = process?.StandardOutput.ReadToEnd();
        process?.WaitForExit();
        return process is { ExitCode: 0 } ? output : null;
    }

    private static Process? Start(string program, IEnumerable<string> arguments, bool redirect)
    {
        // npm's programs are scripts on Windows, which only the shell starts.
        var start = OperatingSystem.IsWindows() && program is "npx"
            ? new ProcessStartInfo("cmd.exe", ["/c", "npx.cmd", .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.UseShellExecute, start.RedirectStandardOutput) = (false, redirect);
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

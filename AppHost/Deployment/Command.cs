using System.ComponentModel;
using System.Diagnostics;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Runs programs.</summary>
internal static class Command
{
    /// <summary>Runs a program that prints for itself, and waits.</summary>
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

    /// <summary>Runs a program and reads what it prints.</summary>
    /// <param name="program">Name on PATH.</param>
    /// <param name="arguments">Arguments.</param>
    /// <returns>Its output, trimmed, when it succeeded, else what it complained about; null when it was not found.</returns>
    public static (bool IsSuccess, string Text)? Read(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, redirect: true);
        if (process is null)
        {
            return null;
        }

        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (true, output.Trim()) : (false, errors.GetAwaiter().GetResult().Trim());
    }

    private static Process? Start(string program, IEnumerable<string> arguments, bool redirect)
    {
        // npm's programs are scripts on Windows, which only the shell starts.
        var start = OperatingSystem.IsWindows() && program is "npx"
            ? new ProcessStartInfo("cmd.exe", ["/c", "npx.cmd", .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, redirect, redirect);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

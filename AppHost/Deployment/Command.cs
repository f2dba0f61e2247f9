using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KanbanAspire.AppHost.Deployment;

/// <summary>Runs programs.</summary>
internal static class Command
{
    /// <summary>Runs a program that prints for itself, and waits.</summary>
    /// <param name="program">Name on PATH.</param>
    /// <param name="arguments">Arguments, which everybody on the machine can read; never seen by a shell, except npx on Windows.</param>
    /// <param name="variables">Variables on top of this process's; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code; 127 when it was not found.</returns>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        // Ctrl+C reaches the program by itself; this process stays, to say what became of it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var process = Start(program, arguments, redirect: false, variables);
        if (process is null)
        {
            return 127;
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Kill(process));
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

    // Who ends this process means all of it.
    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // Some of it was quicker.
        }
    }

    private static Process? Start(string program, IEnumerable<string> arguments, bool redirect, IReadOnlyDictionary<string, string>? variables = null)
    {
        // npm's programs are scripts on Windows, which only the shell starts.
        var start = OperatingSystem.IsWindows() && program is "npx"
            ? new ProcessStartInfo("cmd.exe", ["/c", "npx.cmd", .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, redirect, redirect);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

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

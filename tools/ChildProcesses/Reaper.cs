using System.Diagnostics;

namespace KanbanAspire.Tools.ChildProcesses;

/// <summary>
/// Ends the children of this process when it dies without a chance to do so (SIGKILL, crash). On Unix a shell of a few
/// lines holds the other end of a pipe: the kernel closes ours whatever the cause of death, and the shell then ends every
/// process it was told of. On Windows a job object does the same.
/// </summary>
internal static class Reaper
{
    // Signals that a terminal sends to the whole foreground group must not take the shell first.
    private const string Script = """
        trap '' INT TERM HUP QUIT
        pids=' '
        while read -r op pid; do
          if [ "$op" = + ]; then pids="$pids$pid "; else pids="${pids%% $pid *} ${pids#* $pid }"; fi
        done
        for pid in $pids; do kill -TERM "$pid" 2>/dev/null; done
        for wait in 1 2 3 4 5 6 7 8 9 10; do
          alive=''
          for pid in $pids; do kill -0 "$pid" 2>/dev/null && alive=1; done
          [ -z "$alive" ] && exit 0
          sleep 0.2
        done
        for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
        """;

    private static readonly Lock Gate = new();
    private static StreamWriter? _pipe;

    public static void Add(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsJob.Add(process);
            return;
        }

        Tell('+', process.Id);
    }

    public static void Remove(int processId)
    {
        if (!OperatingSystem.IsWindows())
        {
            Tell('-', processId);
        }
    }

    private static void Tell(char op, int processId)
    {
        lock (Gate)
        {
            try
            {
                _pipe ??= StartShell();
                _pipe.WriteLine($"{op} {processId}");
            }
            catch (IOException)
            {
                // The shell was killed by hand: the next one learns of the children started from now on.
                _pipe = null;
            }
        }
    }

    private static StreamWriter StartShell()
    {
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        });
        var pipe = shell?.StandardInput ?? throw new ChildProcessException("/bin/sh could not be started.");
        pipe.AutoFlush = true;
        return pipe;
    }
}

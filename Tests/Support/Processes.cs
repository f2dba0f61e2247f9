using System.Diagnostics;
using System.Globalization;

namespace KanbanAspire.Tests.Support;

/// <summary>Looks at the processes of this machine (Linux: <c>/proc</c>).</summary>
public static class Processes
{
    /// <summary>Lists the living processes of a system: those below AppHost, and those below DCP, which it starts detached.</summary>
    /// <param name="appHost">AppHost's process id.</param>
    /// <returns>Ids and command lines.</returns>
    public static IReadOnlyList<(int Id, string Command)> OfSystem(int appHost) =>
    [
        .. Descendants(appHost),
        .. All().Where(process => process.Command.Contains($"--monitor {appHost} ", StringComparison.Ordinal))
            .SelectMany(dcp => Descendants(dcp.Id).Prepend((dcp.Id, dcp.Command))),
    ];

    /// <summary>Lists the living processes that descend from one.</summary>
    /// <param name="ancestor">Its process id.</param>
    /// <returns>Ids and command lines.</returns>
    public static IReadOnlyList<(int Id, string Command)> Descendants(int ancestor)
    {
        var all = All();
        var found = new List<(int Id, string Command)>();
        var parents = new Queue<int>([ancestor]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in all.Where(p => p.Parent == parent))
            {
                found.Add((child.Id, child.Command));
                parents.Enqueue(child.Id);
            }
        }

        return found;
    }

    /// <summary>Lists the living processes that a variable of theirs identifies.</summary>
    /// <param name="variable">Name and beginning of the value, <c>NAME=value</c>.</param>
    /// <returns>Their ids.</returns>
    public static IReadOnlyList<int> WithVariable(string variable) =>
        [.. All().Where(process => process.State is not 'Z' && ReadText($"/proc/{process.Id}/environ").Split('\0').Any(v => v.StartsWith(variable, StringComparison.Ordinal)))
            .Select(process => process.Id)];

    /// <summary>Tells whether a process lives.</summary>
    /// <param name="id">Its process id.</param>
    public static bool IsRunning(int id) => Read($"/proc/{id}") is not (null or { State: 'Z' });

    /// <summary>Sends a signal.</summary>
    /// <param name="id">Process id.</param>
    /// <param name="signal">For example <c>TERM</c>.</param>
    /// <returns>A task that ends when it is sent.</returns>
    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until none of some processes lives.</summary>
    /// <param name="ids">Process ids.</param>
    /// <param name="timeout">How long at the most.</param>
    /// <returns>Those that still live after that time.</returns>
    public static async Task<IReadOnlyList<int>> WaitUntilGoneAsync(IEnumerable<int> ids, TimeSpan timeout)
    {
        var alive = ids.ToList();
        var waited = Stopwatch.StartNew();
        while (alive.Count > 0 && waited.Elapsed < timeout)
        {
            alive.RemoveAll(id => Read($"/proc/{id}") is null or { State: 'Z' });
            await Task.Delay(50);
        }

        return alive;
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static List<(int Id, int Parent, char State, string Command)> All() =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
           let process = Read(folder)
           where process is not null
           select process.Value,
    ];

    private static (int Id, int Parent, char State, string Command)? Read(string folder)
    {
        try
        {
            // pid (name) state ppid ...: the name may hold spaces and parentheses.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim();
            return (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture),
                int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

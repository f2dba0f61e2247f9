using System.Globalization;
using System.Text.Json;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Lambda;

/// <summary>Describes functions made of Tests/Functions/Probe, in the emulator's own form.</summary>
public sealed record ProbeFunction(
    string Name, string Mode, double TimeoutSeconds = 30, int MaxConcurrency = 4, double IdleSeconds = 300, double RetryDelaySeconds = 0.05)
{
    public KeyValuePair<string, string?> Variable => new($"LAMBDA_EMULATOR_FUNCTION_{Name}", JsonSerializer.Serialize(new
    {
        name = Name,
        timeoutSeconds = TimeoutSeconds,
        maxConcurrency = MaxConcurrency,
        idleSeconds = IdleSeconds,
        retryDelaySeconds = RetryDelaySeconds,
    }));

    public FunctionProgram Program => new(Name, Repository.Built("Probe"), new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PROBE"] = Mode,
        ["Logging__LogLevel__Default"] = "Warning",
    });
}

/// <summary>What the probe answers to an event.</summary>
public sealed record ProbeResult(int ProcessId, string? Text, string RequestId, double RemainingMs, string? TraceId, long MemoryBytes);

/// <summary>A started executable of the repository with its console lines.</summary>
public sealed class TestProcess : IAsyncDisposable
{
    private readonly List<string> _lines = [];

    private TestProcess(string project, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        Process = ChildProcess.Start(
            new ChildProcessStart(Repository.Built(project), [], Environment: new Dictionary<string, string?>(environment)),
            (line, _) =>
            {
                lock (_lines)
                {
                    _lines.Add(line);
                }
            });
    }

    public ChildProcess Process { get; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public static TestProcess Start(string project, IEnumerable<KeyValuePair<string, string?>> environment) => new(project, environment);

    /// <summary>Starts and waits until the address answers with success.</summary>
    public static async Task<TestProcess> StartAsync(string project, IEnumerable<KeyValuePair<string, string?>> environment, string healthUrl)
    {
        var process = Start(project, environment);
        using var client = new HttpClient();
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(process.Process.Exited.IsCompleted, string.Join('\n', process.Lines));
            try
            {
                using var response = await client.GetAsync(healthUrl);
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, () => $"{project} is not healthy: {string.Join('\n', process.Lines)}");
        return process;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}

/// <summary>Names numbers as the emulators' variables want them.</summary>
public static class Variable
{
    public static KeyValuePair<string, string?> Of(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    public static KeyValuePair<string, string?> Of(string name, string? value) => new(name, value);
}

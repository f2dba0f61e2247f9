using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KanbanAspire.Local.Lambda;

/// <summary>Describes one function; <c>LAMBDA_EMULATOR_FUNCTION_{name}</c> holds it as JSON.</summary>
/// <param name="Name">Function name.</param>
/// <param name="Command">Executable of the function.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">Folder it starts in; null for the emulator's.</param>
/// <param name="Environment">Variables of the function.</param>
/// <param name="TimeoutSeconds">How long one event may take before the process is killed.</param>
/// <param name="MaxConcurrency">How many processes there may be at once.</param>
/// <param name="IdleSeconds">How long an unused process is kept; the last one stays.</param>
/// <param name="RetryDelaySeconds">Pause before an asynchronous event is tried again, doubled the second time.</param>
/// <param name="StartsWhenAsked">True to start the first process on <c>POST /functions/{name}/start</c> or the first event
/// instead of with the emulator.</param>
public sealed record FunctionConfiguration(
    string Name,
    string Command,
    IReadOnlyList<string>? Arguments = null,
    string? WorkingDirectory = null,
    IReadOnlyDictionary<string, string>? Environment = null,
    double TimeoutSeconds = 30,
    int MaxConcurrency = 4,
    double IdleSeconds = 300,
    double RetryDelaySeconds = 60,
    bool StartsWhenAsked = false)
{
    /// <summary>Is the prefix of the variables that describe functions.</summary>
    public const string VariablePrefix = "LAMBDA_EMULATOR_FUNCTION_";

    /// <summary>Reads all functions from the environment of this process.</summary>
    /// <returns>The functions in no particular order.</returns>
    /// <exception cref="JsonException">A variable is no valid description.</exception>
    public static IEnumerable<FunctionConfiguration> FromEnvironment() =>
        from variable in System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        where variable.Key.ToString()!.StartsWith(VariablePrefix, StringComparison.Ordinal)
        select JsonSerializer.Deserialize(variable.Value!.ToString()!, EmulatorJson.Default.FunctionConfiguration);
}

/// <summary>Is the state of a function, as <c>GET /functions/{name}</c> shows it.</summary>
/// <param name="Name">Function name.</param>
/// <param name="State"><c>Starting</c>, <c>Running</c>, <c>Failed</c> or <c>Stopped</c>.</param>
/// <param name="Environments">Its processes.</param>
/// <param name="LastError">Why the last process could not serve; null when it could.</param>
public sealed record FunctionStatus(
    string Name, string State, IReadOnlyList<EnvironmentStatus> Environments, string? LastError);

/// <summary>Is the state of one process of a function.</summary>
/// <param name="Id">Its number, from 1; 0 stands for processes that somebody else started.</param>
/// <param name="ProcessId">Process id; null when somebody else started it.</param>
/// <param name="State"><c>Starting</c>, <c>Idle</c> or <c>Busy</c>.</param>
/// <param name="StartedAt">When it was started.</param>
public sealed record EnvironmentStatus(int Id, int? ProcessId, string State, DateTimeOffset StartedAt);

/// <summary>Is what Lambda says instead of a function's result.</summary>
/// <param name="ErrorType">Type of the error.</param>
/// <param name="ErrorMessage">Its message.</param>
public sealed record FunctionError(string ErrorType, string ErrorMessage);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FunctionConfiguration))]
[JsonSerializable(typeof(FunctionStatus))]
[JsonSerializable(typeof(FunctionError))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EmulatorJson : JsonSerializerContext;

using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KanbanAspire.Local.Lambda;

/// <summary>Describes one function; <c>LAMBDA_EMULATOR_FUNCTION_{name}</c> holds it as JSON.</summary>
/// <param name="Name">Function name.</param>
/// <param name="TimeoutSeconds">How long one event may take before the process is killed.</param>
/// <param name="MaxConcurrency">How many processes there may be at once.</param>
/// <param name="IdleSeconds">How long an unused process is kept; the first one stays.</param>
/// <param name="RetryDelaySeconds">Pause before an asynchronous event is tried again, doubled the second time.</param>
public sealed record FunctionConfiguration(
    string Name,
    double TimeoutSeconds = 30,
    int MaxConcurrency = 4,
    double IdleSeconds = 300,
    double RetryDelaySeconds = 60)
{
    /// <summary>Prefix of the variables that describe functions.</summary>
    public const string VariablePrefix = "LAMBDA_EMULATOR_FUNCTION_";

    /// <summary>Reads all functions from the environment of this process.</summary>
    /// <returns>The functions in no particular order.</returns>
    /// <exception cref="JsonException">A variable is no valid description.</exception>
    public static IEnumerable<FunctionConfiguration> FromEnvironment() =>
        from variable in System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        where variable.Key.ToString()!.StartsWith(VariablePrefix, StringComparison.Ordinal)
        select JsonSerializer.Deserialize(variable.Value!.ToString()!, EmulatorJson.Default.FunctionConfiguration);
}

/// <summary>State of a function, as <c>GET /functions/{name}</c> shows it.</summary>
/// <param name="Name">Function name.</param>
/// <param name="State"><c>Starting</c>, <c>Running</c>, <c>Failed</c> or <c>Stopped</c>.</param>
/// <param name="Waiting">How many events wait for a process.</param>
/// <param name="Environments">Its processes.</param>
/// <param name="LastError">Why the last process could not serve; null when it could.</param>
public sealed record FunctionStatus(
    string Name, string State, int Waiting, IReadOnlyList<EnvironmentStatus> Environments, string? LastError);

/// <summary>State of one process of a function.</summary>
/// <param name="Id">Its number; null where nobody supervises it.</param>
/// <param name="State"><c>Starting</c>, <c>Idle</c>, <c>Busy</c> or <c>Ending</c>.</param>
/// <param name="StartedAt">When it was started.</param>
public sealed record EnvironmentStatus(int? Id, string State, DateTimeOffset StartedAt);

/// <summary>What Lambda says instead of a function's result.</summary>
/// <param name="ErrorType">Type of the error.</param>
/// <param name="ErrorMessage">Its message.</param>
public sealed record FunctionError(string ErrorType, string ErrorMessage);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FunctionConfiguration))]
[JsonSerializable(typeof(FunctionStatus))]
[JsonSerializable(typeof(FunctionError))]
[JsonSerializable(typeof(Demand))]
[JsonSerializable(typeof(EnvironmentReport))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EmulatorJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace KanbanAspire.Local.Dashboard.Feed;

/// <summary>
/// Is what the orchestrator and the dashboard say to each other: one JSON text message per WebSocket frame on
/// <c>/feed</c> of the dashboard. The orchestrator connects (header <c>x-feed-key</c>), sends every resource and the kept
/// console lines, then each change; the dashboard sends <see cref="CommandRequest"/> back. After a lost connection the
/// orchestrator connects again and sends everything anew, so neither side keeps state for the other.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ApplicationSnapshot), "application")]
[JsonDerivedType(typeof(ResourceSnapshot), "resource")]
[JsonDerivedType(typeof(ConsoleLines), "console")]
[JsonDerivedType(typeof(CommandRequest), "command")]
[JsonDerivedType(typeof(CommandResult), "commandResult")]
public abstract record FeedMessage;

/// <summary>Names the application; is the first message of a connection and empties what the dashboard held.</summary>
/// <param name="Name">Application name, for example <c>KanbanAspire</c>.</param>
/// <param name="HostingMode"><c>Local</c> or <c>Aspire</c>.</param>
/// <param name="StartedAt">When the orchestrator started.</param>
public sealed record ApplicationSnapshot(string Name, string HostingMode, DateTimeOffset StartedAt) : FeedMessage;

/// <summary>Is the whole state of one resource; replaces the one of the same name.</summary>
/// <param name="Name">Resource name, unique.</param>
/// <param name="ResourceType">For example <c>Project</c>, <c>Lambda function</c>, <c>DynamoDB table</c>.</param>
/// <param name="State">An Aspire state: NotStarted, Waiting, Starting, Running, Stopping, Exited, Finished, FailedToStart,
/// RuntimeUnhealthy.</param>
/// <param name="Health"><c>Healthy</c>, <c>Unhealthy</c> or null where nothing is checked or it is not running.</param>
/// <param name="HealthDetail">Why it is unhealthy, in one line; null otherwise.</param>
/// <param name="StartedAt">Start of the present run; null before the first.</param>
/// <param name="StoppedAt">End of the last run; null while it runs.</param>
/// <param name="ProcessIds">Processes that run now; several for a scaled function.</param>
/// <param name="ExitCode">Of the last run; null while it runs or when unknown.</param>
/// <param name="Source">What is run: a project file name or a command, without folders of this machine.</param>
/// <param name="Parent">Name of the resource this one belongs to (a table to its DynamoDB); null at top level.</param>
/// <param name="Urls">Endpoints a person can open.</param>
/// <param name="Environment">Environment variables of the process. Masking secrets is the dashboard's part.</param>
/// <param name="References">Names of the resources it references or waits for.</param>
/// <param name="Commands">What can be asked of it now.</param>
/// <param name="Properties">Further rows for the details panel (key, text).</param>
public sealed record ResourceSnapshot(
    string Name,
    string ResourceType,
    string State,
    string? Health,
    string? HealthDetail,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StoppedAt,
    IReadOnlyList<int> ProcessIds,
    int? ExitCode,
    string? Source,
    string? Parent,
    IReadOnlyList<ResourceUrl> Urls,
    IReadOnlyList<EnvironmentVariable> Environment,
    IReadOnlyList<string> References,
    IReadOnlyList<ResourceCommand> Commands,
    IReadOnlyDictionary<string, string> Properties) : FeedMessage;

/// <summary>Is one endpoint as a link.</summary>
/// <param name="Name">Endpoint name, for example <c>http</c>.</param>
/// <param name="Url">Absolute URL.</param>
public sealed record ResourceUrl(string Name, string Url);

/// <summary>Is one environment variable.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value in clear.</param>
/// <param name="IsSecret">True when it must be masked until asked for.</param>
public sealed record EnvironmentVariable(string Name, string Value, bool IsSecret);

/// <summary>Is a command of a resource.</summary>
/// <param name="Name"><c>start</c>, <c>stop</c>, <c>restart</c>, <c>test</c>, ...</param>
/// <param name="DisplayName">Button text.</param>
/// <param name="Confirmation">Question to ask first; null when none is needed.</param>
/// <param name="SampleInput">JSON offered for editing (the sample event of a function's <c>test</c>); null: no input.</param>
/// <param name="IsEnabled">False when it cannot be used in the present state.</param>
public sealed record ResourceCommand(
    string Name, string DisplayName, string? Confirmation, string? SampleInput, bool IsEnabled);

/// <summary>Is some console output of one resource, in order.</summary>
/// <param name="Resource">Resource name.</param>
/// <param name="Lines">Lines, oldest first.</param>
public sealed record ConsoleLines(string Resource, IReadOnlyList<ConsoleLine> Lines) : FeedMessage;

/// <summary>Is one console line.</summary>
/// <param name="Number">1 for the first line of the resource; without gaps.</param>
/// <param name="Time">When it was read.</param>
/// <param name="IsError">True when it came from standard error.</param>
/// <param name="Text">The line without its end; may hold ANSI escape sequences.</param>
public sealed record ConsoleLine(long Number, DateTimeOffset Time, bool IsError, string Text);

/// <summary>Asks the orchestrator to do something to a resource.</summary>
/// <param name="Id">Chosen by the dashboard; comes back in <see cref="CommandResult"/>.</param>
/// <param name="Resource">Resource name.</param>
/// <param name="Command">Name of one of its commands.</param>
/// <param name="Input">What the person entered where the command takes input; null otherwise.</param>
public sealed record CommandRequest(string Id, string Resource, string Command, string? Input) : FeedMessage;

/// <summary>Answers a <see cref="CommandRequest"/>.</summary>
/// <param name="Id">Id of the request.</param>
/// <param name="Success">False when it failed; <paramref name="Message"/> says why and what to do.</param>
/// <param name="Message">One line; for <c>test</c> the function's answer.</param>
public sealed record CommandResult(string Id, bool Success, string Message) : FeedMessage;

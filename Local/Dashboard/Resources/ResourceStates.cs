namespace KanbanAspire.Local.Dashboard.Resources;

/// <summary>Reads a resource's state: which colour and word it gets.</summary>
public static class ResourceStates
{
    /// <summary>Tells a crash from an end that was asked for.</summary>
    public static bool HasCrashed(this ResourceSnapshot resource) =>
        resource.State == "FailedToStart" || (resource is { State: "Exited", ExitCode: not (null or 0) });

    /// <summary>Names the tone: <c>good</c>, <c>busy</c>, <c>bad</c> or <c>idle</c>.</summary>
    public static string Tone(this ResourceSnapshot resource) => resource.State switch
    {
        "RuntimeUnhealthy" => "bad",
        _ when resource.HasCrashed() || resource is { State: "Running", Health: "Unhealthy" } => "bad",
        "Running" or "Finished" => "good",
        "Waiting" or "Starting" or "Stopping" => "busy",
        _ => "idle",
    };

    /// <summary>Words the state for a person.</summary>
    public static string StateText(this ResourceSnapshot resource) => resource.State switch
    {
        "NotStarted" => "Not started",
        "FailedToStart" => "Failed to start",
        "RuntimeUnhealthy" => "Runtime unhealthy",
        "Running" when resource.Health == "Unhealthy" => "Unhealthy",
        "Exited" when resource.ExitCode is { } code and not 0 => $"Exited ({code})",
        var state => state,
    };
}

using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Is the state of a resource that manages itself, as the dashboard shows it.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Gets the type shown, for example <c>DynamoDB table</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Gets further rows for the details.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>Gets the state, one of <see cref="KnownResourceStates"/>; null before the first.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>Gets the start, in UTC; null before the first.</summary>
    public DateTime? StartTimeStamp { get; init; }
}

/// <summary>Is a state with an optional style.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or free text.</param>
/// <param name="Style">Style; null for the default.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>Makes a state of its text.</summary>
    /// <param name="s">The text; null gives null.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>Is a row of the details.</summary>
/// <param name="Name">Label.</param>
/// <param name="Value">Value; shown by its text.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value);

/// <summary>Names the states that orchestrator and dashboard know.</summary>
public static class KnownResourceStates
{
    /// <summary>Not started yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Starting.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Running.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    internal static readonly string Waiting = nameof(Waiting);
    internal static readonly string Stopping = nameof(Stopping);
    internal static readonly string Exited = nameof(Exited);
    internal static readonly string Finished = nameof(Finished);
    internal static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);
}

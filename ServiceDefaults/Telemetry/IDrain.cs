namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Is at work beside requests, and has to come to an end before Lambda freezes the process.</summary>
public interface IDrain
{
    /// <summary>Waits until nothing is left to do, or for a while.</summary>
    /// <param name="longest">The most time that it takes.</param>
    void Drain(TimeSpan longest);
}

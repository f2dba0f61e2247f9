using KanbanAspire.Report.Calls;
using KanbanAspire.Report.Screens;

namespace KanbanAspire.Report;

/// <summary>The results of a run: what the pages are made of. Kept as <c>run.json</c> beside them.</summary>
/// <param name="At">When.</param>
/// <param name="Commit">Short hash of the sources; null outside a clone.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="HealthyLine">What AppHost said when everything was up.</param>
/// <param name="Calls">One for each route.</param>
/// <param name="Rejections">What was refused.</param>
/// <param name="Arrivals">When the timer's items came, by their ids.</param>
/// <param name="Screens">Pictures.</param>
internal sealed record Recording(
    DateTimeOffset At,
    string? Commit,
    string Machine,
    string HealthyLine,
    IReadOnlyList<Call> Calls,
    IReadOnlyList<Call> Rejections,
    IReadOnlyList<DateTimeOffset> Arrivals,
    IReadOnlyList<Screen> Screens);

namespace KanbanAspire.Kanban.Recurrence;

/// <summary>A rule that makes a card again and again.</summary>
/// <param name="Id">22 characters of base64url.</param>
/// <param name="Schedule">When.</param>
/// <param name="Template">What.</param>
/// <param name="Version">Event that last wrote it.</param>
public sealed record Rule(string Id, Schedule Schedule, CardTemplate Template, long Version)
{
    /// <summary>Next occurrence, a whole minute; null when the rule is paused or has none.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Whether people switched it off.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether one card makes up for the occurrences that an outage swallowed.</summary>
    public bool CatchUp { get; init; } = true;

    /// <summary>Why the last occurrence made no card; null when it did.</summary>
    public string? Skipped { get; init; }
}

/// <summary>The card that a rule makes.</summary>
/// <param name="ColumnId">Column at whose end it appears.</param>
/// <param name="Title">1 to 200 characters.</param>
public sealed record CardTemplate(string ColumnId, string Title)
{
    /// <summary>Ids of labels; null for none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Ids of members; null for none.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Days from the occurrence to the due date, 0 to 366; null for no due date.</summary>
    public int? DueInDays { get; init; }

    /// <summary>Priority; null for none.</summary>
    public Cards.CardPriority? Priority { get; init; }

    /// <summary>Effort, 0 to 1,000; null for none.</summary>
    public decimal? Estimate { get; init; }
}

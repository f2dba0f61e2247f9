namespace KanbanAspire.Kanban.Commands;

/// <summary>Names the part of a board that a command decides on: it is read as one snapshot.</summary>
public sealed record ReadSet
{
    /// <summary>The board and the caller's membership, which every command gets.</summary>
    public static ReadSet BoardOnly { get; } = new();

    /// <summary>Whether the labels are needed.</summary>
    public bool Labels { get; init; }

    /// <summary>Ids of columns; null entries are ignored, as with all below.</summary>
    public IReadOnlyList<string?> Columns { get; init; } = [];

    /// <summary>Ids of open cards.</summary>
    public IReadOnlyList<string?> Cards { get; init; } = [];

    /// <summary>Ids of archived cards.</summary>
    public IReadOnlyList<string?> Archived { get; init; } = [];

    /// <summary>Ids of members: the store finds the item by a query first.</summary>
    public IReadOnlyList<string?> Members { get; init; } = [];

    /// <summary>Ids of people at the identity provider, whose memberships are needed.</summary>
    public IReadOnlyList<string> Subs { get; init; } = [];

    /// <summary>Id of a former member whose note of open assignments is needed; null for none.</summary>
    public string? FormerMember { get; init; }

    /// <summary>Ids of recurring rules.</summary>
    public IReadOnlyList<string?> Rules { get; init; } = [];

    /// <summary>Ids of invites.</summary>
    public IReadOnlyList<string?> Invites { get; init; } = [];

    /// <summary>Card whose description is needed; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Version of the former description of that card that is needed; null for none.</summary>
    public long? Revision { get; init; }

    /// <summary>Card and id of checklists.</summary>
    public IReadOnlyList<(string CardId, string Id)> Checklists { get; init; } = [];

    /// <summary>Card and id of comments.</summary>
    public IReadOnlyList<(string CardId, string Id)> Comments { get; init; } = [];
}

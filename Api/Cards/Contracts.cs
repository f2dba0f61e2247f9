using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;

namespace KanbanAspire.Api.Cards;

/// <summary>Makes a card.</summary>
/// <param name="ColumnId">The column.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="After">Card that it comes after; null for the start, or with <paramref name="Before"/> null for the end.</param>
/// <param name="Before">Card that it comes before; null for the end.</param>
/// <param name="Description">Markdown, up to 64 KB; null for none.</param>
/// <param name="Labels">Ids of labels, at most 20; null for none.</param>
/// <param name="Assignees">Ids of members, at most 20; null for none.</param>
/// <param name="Start">Day that work starts; null for none.</param>
/// <param name="Due">Due day; null for none.</param>
/// <param name="Priority">How pressing it is; null for not said.</param>
/// <param name="Estimate">Effort, 0 to 1,000; null for none.</param>
/// <param name="Cover">Name of a colour; null for none.</param>
public sealed record CreateCardRequest(
    string? ColumnId,
    string? Title,
    string? After = null,
    string? Before = null,
    string? Description = null,
    IReadOnlyList<string>? Labels = null,
    IReadOnlyList<string>? Assignees = null,
    DateOnly? Start = null,
    DateOnly? Due = null,
    CardPriority? Priority = null,
    decimal? Estimate = null,
    string? Cover = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Required(ColumnId)
        ?? CheckedBodies.Short(ColumnId)
        ?? CheckedBodies.Global(After, Before)
        ?? CheckedBodies.ShortList("labels on a card", Labels, Limits.LabelsPerCard)
        ?? CheckedBodies.ShortList("assignees of a card", Assignees, Limits.AssigneesPerCard);
}

/// <summary>Changes a card; what is null stays.</summary>
/// <param name="Start">New start.</param>
/// <param name="Due">New due day.</param>
/// <param name="Priority">New priority.</param>
/// <param name="Estimate">New estimate.</param>
/// <param name="Cover">New cover colour.</param>
/// <param name="Clear">Fields to empty, each once; null for none.</param>
public sealed record ChangeCardRequest(
    DateOnly? Start = null,
    DateOnly? Due = null,
    CardPriority? Priority = null,
    decimal? Estimate = null,
    string? Cover = null,
    IReadOnlyList<CardField>? Clear = null) : ICheckedBody
{
    private static readonly int Fields = Enum.GetValues<CardField>().Length;

    Rejection? ICheckedBody.Check() => CheckedBodies.List("fields to empty", Clear, Fields);
}

/// <summary>Moves a card.</summary>
/// <param name="ColumnId">Column that it goes to.</param>
/// <param name="After">Card that it comes after; null for the start, or with <paramref name="Before"/> null for the end.</param>
/// <param name="Before">Card that it comes before; null for the end.</param>
/// <param name="From">Column that the mover sees it in; saves a read. Null when unknown.</param>
/// <param name="Lane">Swimlane that it goes to in the same change; null to stay in its own.</param>
public sealed record MoveCardRequest(
    string? ColumnId, string? After = null, string? Before = null, string? From = null, LaneRequest? Lane = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Required(ColumnId) ?? CheckedBodies.Short(ColumnId, From, Lane?.From, Lane?.To)
        ?? CheckedBodies.Global(After, Before);
}

/// <summary>Names the row of a board, grouped by priority, label or assignee, that a card goes to.</summary>
/// <param name="By">What the rows are made of.</param>
/// <param name="From">Id of the label or member whose row it leaves, which the new one replaces; null for the row without any.</param>
/// <param name="To">Priority, or id of the label or member, whose row it goes to; null for the row without any, which empties the field.</param>
public sealed record LaneRequest(LaneKind By, string? From = null, string? To = null);

/// <summary>Moves a card to another board.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="ColumnId">Column there, at whose end it appears.</param>
/// <param name="CreateLabels">Whether that board gets the labels of the card that it lacks, which stay there when the move is undone; null for not.</param>
public sealed record TransferCardRequest(string? BoardId, string? ColumnId, bool? CreateLabels = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Required(BoardId) ?? CheckedBodies.Required(ColumnId)
        ?? CheckedBodies.Global(BoardId) ?? CheckedBodies.Short(ColumnId);
}

/// <summary>Copies a card.</summary>
/// <param name="ColumnId">Column of the copy.</param>
/// <param name="After">Card that it comes after; null for the start, or with <paramref name="Before"/> null for the end.</param>
/// <param name="Before">Card that it comes before; null for the end.</param>
/// <param name="Title">Title of the copy; null for the same.</param>
public sealed record CopyCardRequest(string? ColumnId, string? After = null, string? Before = null, string? Title = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() =>
        CheckedBodies.Required(ColumnId) ?? CheckedBodies.Short(ColumnId) ?? CheckedBodies.Global(After, Before);
}

/// <summary>Brings a card back.</summary>
/// <param name="ColumnId">Column it appears in; null for the one it was in.</param>
public sealed record RestoreCardRequest(string? ColumnId = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Short(ColumnId);
}

/// <summary>A title, with its version.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Version">Event that last changed it: the tag for If-Match.</param>
public sealed record TitleResponse(string Title, long Version);

/// <summary>Changes a title.</summary>
/// <param name="Title">1 to 200 characters.</param>
public sealed record TitleRequest(string? Title);

/// <summary>A description, with its version.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Version">Event that last changed it: the tag for If-Match; 0 where there is none.</param>
/// <param name="Revisions">Versions of it that are kept, oldest first; null for none.</param>
public sealed record DescriptionResponse(string Text, long Version, IReadOnlyList<long>? Revisions = null);

/// <summary>Changes a description.</summary>
/// <param name="Text">Markdown, up to 64 KB; empty for none.</param>
public sealed record DescriptionRequest(string? Text);

/// <summary>A former description.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Version">Event that had made it.</param>
public sealed record RevisionResponse(string Text, long Version);

/// <summary>Adds a checklist.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Entries">Texts of its first entries, at most 50; null for none.</param>
public sealed record AddChecklistRequest(string? Title, IReadOnlyList<string>? Entries = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.List("entries in a checklist", Entries, Limits.EntriesPerChecklist);
}

/// <summary>Renames a checklist.</summary>
/// <param name="Title">1 to 200 characters.</param>
public sealed record RenameChecklistRequest(string? Title);

/// <summary>Adds an entry.</summary>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Assignee">A member; null for none.</param>
/// <param name="After">Entry that it comes after; null for the end.</param>
public sealed record AddEntryRequest(string? Text, string? Assignee = null, string? After = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.Short(Assignee);
}

/// <summary>Changes an entry; what is null stays.</summary>
/// <param name="Text">New text.</param>
/// <param name="Done">Whether it is ticked.</param>
/// <param name="Assignee">New assignee; empty for none.</param>
/// <param name="Position">New place, from 0.</param>
public sealed record ChangeEntryRequest(string? Text = null, bool? Done = null, string? Assignee = null, int? Position = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => Assignee is "" ? null : CheckedBodies.Short(Assignee);
}

/// <summary>Adds or edits a comment.</summary>
/// <param name="Text">Markdown, up to 16 KB.</param>
/// <param name="Mentions">Ids of members, at most 20; what is none is left out. Null for none.</param>
public sealed record CommentRequest(string? Text, IReadOnlyList<string>? Mentions = null) : ICheckedBody
{
    Rejection? ICheckedBody.Check() => CheckedBodies.ShortList("mentions in a comment", Mentions, Limits.Mentions);
}

/// <summary>A comment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="By">Id of the member who wrote it; empty where it was written on another board.</param>
/// <param name="At">When.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Version">Event that last wrote it.</param>
/// <param name="EditedAt">When it was last edited; null for never.</param>
/// <param name="Mentions">Ids of the members it mentions; null for none.</param>
public sealed record CommentResponse(
    string Id,
    string By,
    DateTimeOffset At,
    string Text,
    long Version,
    DateTimeOffset? EditedAt = null,
    IReadOnlyList<string>? Mentions = null);

/// <summary>A page of comments, oldest first.</summary>
/// <param name="Comments">The comments.</param>
/// <param name="More">What <c>after</c> must be for the next page; null on the last.</param>
public sealed record CommentsResponse(IReadOnlyList<CommentResponse> Comments, string? More = null);

/// <summary>A card with its texts.</summary>
/// <param name="Card">The card.</param>
/// <param name="Description">Its description.</param>
/// <param name="Checklists">Its checklists, in order.</param>
/// <param name="Comments">Its first comments, oldest first.</param>
/// <param name="More">What <c>after</c> must be to read more comments; null when these are all.</param>
public sealed record CardResponse(
    Card Card,
    DescriptionResponse Description,
    IReadOnlyList<Checklist> Checklists,
    IReadOnlyList<CommentResponse> Comments,
    string? More = null);

/// <summary>A page of archived cards.</summary>
/// <param name="Cards">The cards.</param>
/// <param name="After">What <c>after</c> must be for the next page; null on the last.</param>
public sealed record ArchiveResponse(IReadOnlyList<Card> Cards, string? After = null);

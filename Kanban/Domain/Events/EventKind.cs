namespace KanbanAspire.Kanban.Events;

/// <summary>
/// What an event of a board's log can be: the closed list. Its names stand in stored logs and in the API, so none is renamed or
/// removed. The sentences in which people read them are in <c>Web/src/board/history/event-message.ts</c>.
/// </summary>
public sealed record EventKind
{
    private static readonly Dictionary<string, EventKind> ByName = new(StringComparer.Ordinal);

    private EventKind(string name) => ByName.Add(Name = name, this);

    /// <summary>Gets all kinds.</summary>
    public static IReadOnlyCollection<EventKind> All => ByName.Values;

    /// <summary>A board was made, with its owner and first columns.</summary>
    public static EventKind BoardCreated { get; } = new("boardCreated");

    /// <summary>Name, description or color of the board changed.</summary>
    public static EventKind BoardChanged { get; } = new("boardChanged") { IsUndoable = true };

    /// <summary>The board was archived.</summary>
    public static EventKind BoardArchived { get; } = new("boardArchived");

    /// <summary>The board was restored from the archive.</summary>
    public static EventKind BoardRestored { get; } = new("boardRestored");

    /// <summary>The board was permanently deleted.</summary>
    public static EventKind BoardDeleted { get; } = new("boardDeleted");

    /// <summary>A label was added.</summary>
    public static EventKind LabelAdded { get; } = new("labelAdded") { IsUndoable = true };

    /// <summary>A label changed.</summary>
    public static EventKind LabelChanged { get; } = new("labelChanged") { IsUndoable = true };

    /// <summary>A label was removed.</summary>
    public static EventKind LabelRemoved { get; } = new("labelRemoved") { IsUndoable = true };

    /// <summary>A column was added.</summary>
    public static EventKind ColumnAdded { get; } = new("columnAdded") { IsUndoable = true };

    /// <summary>Name, color or WIP limit of a column changed.</summary>
    public static EventKind ColumnChanged { get; } = new("columnChanged") { IsUndoable = true };

    /// <summary>A column was moved.</summary>
    public static EventKind ColumnMoved { get; } = new("columnMoved") { IsUndoable = true };

    /// <summary>The deletion of a column began.</summary>
    public static EventKind ColumnClosed { get; } = new("columnClosed");

    /// <summary>A column was removed, after its cards had left it.</summary>
    public static EventKind ColumnRemoved { get; } = new("columnRemoved") { IsUndoable = true };

    /// <summary>Cards of a column got shorter ranks; the order is the same.</summary>
    public static EventKind ColumnRebalanced { get; } = new("columnRekeyed");

    /// <summary>Cards left a column that is being deleted for another one.</summary>
    public static EventKind CardsMoved { get; } = new("cardsMoved") { IsUndoable = true };

    /// <summary>Cards of a column that is being deleted were archived.</summary>
    public static EventKind CardsArchived { get; } = new("cardsArchived") { IsUndoable = true };

    /// <summary>A card was made.</summary>
    public static EventKind CardCreated { get; } = new("cardCreated") { IsUndoable = true };

    /// <summary>A card was made as a copy.</summary>
    public static EventKind CardCopied { get; } = new("cardCopied") { IsUndoable = true };

    /// <summary>A recurring rule made a card.</summary>
    public static EventKind CardRecurred { get; } = new("cardRecurred");

    /// <summary>A card was moved.</summary>
    public static EventKind CardMoved { get; } = new("cardMoved") { IsUndoable = true };

    /// <summary>Dates, priority, estimate or cover of a card changed.</summary>
    public static EventKind CardChanged { get; } = new("cardChanged") { IsUndoable = true };

    /// <summary>The title of a card changed.</summary>
    public static EventKind CardRenamed { get; } = new("cardRenamed") { IsUndoable = true };

    /// <summary>A label was put on a card.</summary>
    public static EventKind CardLabelled { get; } = new("cardLabelled") { IsUndoable = true };

    /// <summary>A label was taken off a card.</summary>
    public static EventKind CardUnlabelled { get; } = new("cardUnlabelled") { IsUndoable = true };

    /// <summary>A card was assigned to a member.</summary>
    public static EventKind CardAssigned { get; } = new("cardAssigned") { IsUndoable = true };

    /// <summary>A member was taken off a card.</summary>
    public static EventKind CardUnassigned { get; } = new("cardUnassigned") { IsUndoable = true };

    /// <summary>A card was archived.</summary>
    public static EventKind CardArchived { get; } = new("cardArchived") { IsUndoable = true };

    /// <summary>A card came back from the archive.</summary>
    public static EventKind CardRestored { get; } = new("cardRestored") { IsUndoable = true };

    /// <summary>A card was permanently deleted.</summary>
    public static EventKind CardDeleted { get; } = new("cardDeleted");

    /// <summary>A card left for another board.</summary>
    public static EventKind CardSent { get; } = new("cardSent") { IsUndoable = true };

    /// <summary>A card came from another board.</summary>
    public static EventKind CardReceived { get; } = new("cardReceived") { IsUndoable = true };

    /// <summary>The description of a card changed.</summary>
    public static EventKind DescriptionChanged { get; } = new("descriptionChanged") { IsUndoable = true };

    /// <summary>A checklist was added.</summary>
    public static EventKind ChecklistAdded { get; } = new("checklistAdded") { IsUndoable = true };

    /// <summary>A checklist was renamed.</summary>
    public static EventKind ChecklistRenamed { get; } = new("checklistRenamed") { IsUndoable = true };

    /// <summary>A checklist was removed.</summary>
    public static EventKind ChecklistRemoved { get; } = new("checklistRemoved") { IsUndoable = true };

    /// <summary>An entry was added to a checklist.</summary>
    public static EventKind EntryAdded { get; } = new("entryAdded") { IsUndoable = true };

    /// <summary>An entry of a checklist changed.</summary>
    public static EventKind EntryChanged { get; } = new("entryChanged") { IsUndoable = true };

    /// <summary>An entry was removed from a checklist.</summary>
    public static EventKind EntryRemoved { get; } = new("entryRemoved") { IsUndoable = true };

    /// <summary>A comment was added.</summary>
    public static EventKind CommentAdded { get; } = new("commentAdded");

    /// <summary>A comment was edited.</summary>
    public static EventKind CommentEdited { get; } = new("commentEdited");

    /// <summary>A comment was deleted.</summary>
    public static EventKind CommentDeleted { get; } = new("commentDeleted");

    /// <summary>Somebody became a member.</summary>
    public static EventKind MemberJoined { get; } = new("memberJoined");

    /// <summary>A member left.</summary>
    public static EventKind MemberLeft { get; } = new("memberLeft");

    /// <summary>A member was removed.</summary>
    public static EventKind MemberRemoved { get; } = new("memberRemoved") { IsUndoable = true };

    /// <summary>A former member was unassigned from cards and rules.</summary>
    public static EventKind AssignmentsEnded { get; } = new("assignmentsEnded");

    /// <summary>A member who came back by undo was assigned to cards and rules again.</summary>
    public static EventKind AssignmentsRestored { get; } = new("assignmentsRestored");

    /// <summary>The role of a member changed.</summary>
    public static EventKind RoleChanged { get; } = new("roleChanged");

    /// <summary>An invitation was made.</summary>
    public static EventKind InviteAdded { get; } = new("inviteAdded");

    /// <summary>An invitation was revoked.</summary>
    public static EventKind InviteRevoked { get; } = new("inviteRevoked");

    /// <summary>A recurring rule was added.</summary>
    public static EventKind RuleAdded { get; } = new("ruleAdded");

    /// <summary>A recurring rule changed.</summary>
    public static EventKind RuleChanged { get; } = new("ruleChanged");

    /// <summary>A recurring rule was removed.</summary>
    public static EventKind RuleRemoved { get; } = new("ruleRemoved");

    /// <summary>An occurrence of a recurring rule made no card.</summary>
    public static EventKind RuleSkipped { get; } = new("ruleSkipped");

    /// <summary>An event was taken back.</summary>
    public static EventKind Undone { get; } = new("undone") { IsUndoable = true };

    /// <summary>Gets its name in logs and in the API, in camelCase.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether it can be taken back.</summary>
    public bool IsUndoable { get; private init; }

    /// <summary>Finds a kind.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The kind; null for a name of a later version.</returns>
    public static EventKind? Find(string name) => ByName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

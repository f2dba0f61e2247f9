using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Cards;

namespace KanbanAspire.Api.Cards;

internal static class ChecklistsApi
{
    internal static void MapChecklists(this RouteGroupBuilder card)
    {
        var checklists = card.MapGroup("/checklists").WithTags("Checklists");
        checklists.MapPost("/", AddAsync).WithName("AddChecklist").WithSummary("Add a checklist").ProducesEvent(201);
        checklists.MapPatch("/{checklistId}", RenameAsync).WithName("RenameChecklist").WithSummary("Rename a checklist")
            .ProducesEvent();
        checklists.MapDelete("/{checklistId}", RemoveAsync).WithName("RemoveChecklist").WithSummary("Remove a checklist")
            .ProducesEvent();
        checklists.MapPost("/{checklistId}/entries", AddEntryAsync).WithName("AddEntry").WithSummary("Add an entry")
            .ProducesEvent(201);
        checklists.MapPatch("/{checklistId}/entries/{entryId}", ChangeEntryAsync).WithName("ChangeEntry")
            .WithSummary("Tick, rename, assign or move an entry").ProducesEvent();
        checklists.MapDelete("/{checklistId}/entries/{entryId}", RemoveEntryAsync).WithName("RemoveEntry")
            .WithSummary("Remove an entry").ProducesEvent();
    }

    /// <summary>Reads the checklists of a card. An entry may name a former member; it is then unassigned.</summary>
    internal static async Task<IReadOnlyList<Checklist>> ListAsync(BoardCall call, string cardId, CancellationToken cancellationToken)
    {
        List<Checklist> lists = [.. (await call.Cards.GetChecklistsAsync(cardId, cancellationToken)).Select(list => list.On(call.BoardId))];
        if (lists.TrueForAll(static list => list.Entries.All(static entry => entry.Assignee is null)))
        {
            return lists;
        }

        var members = (await call.Boards.GetMembersAsync(call.BoardId, cancellationToken)).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        return lists.ConvertAll(list => list with
        {
            Entries = [.. list.Entries.Select(entry => entry.Assignee is { } id && !members.Contains(id) ? entry with { Assignee = null } : entry)],
        });
    }

    private static Task<IResult> AddAsync(BoardCall call, string cardId, AddChecklistRequest request) => call.ExecuteAsync(
        new AddChecklist(cardId, call.NewId(), request.Title ?? string.Empty, request.Entries ?? []),
        done => $"/api/boards/{call.BoardId}/cards/{cardId}/checklists/{done.Event!.Checklists![0].Id}");

    private static Task<IResult> RenameAsync(BoardCall call, string cardId, string checklistId, RenameChecklistRequest request) =>
        call.ExecuteAsync(new RenameChecklist(cardId, checklistId, request.Title ?? string.Empty));

    private static Task<IResult> RemoveAsync(BoardCall call, string cardId, string checklistId) =>
        call.ExecuteAsync(new RemoveChecklist(cardId, checklistId));

    private static Task<IResult> AddEntryAsync(BoardCall call, string cardId, string checklistId, AddEntryRequest request)
    {
        var entryId = call.NewId();
        return call.ExecuteAsync(
            new AddEntry(cardId, checklistId, entryId, request.Text ?? string.Empty, request.Assignee, request.After),
            done => $"/api/boards/{call.BoardId}/cards/{cardId}/checklists/{checklistId}/entries/{entryId}");
    }

    private static Task<IResult> ChangeEntryAsync(
        BoardCall call, string cardId, string checklistId, string entryId, ChangeEntryRequest request) =>
        call.ExecuteAsync(new ChangeEntry(cardId, checklistId, entryId)
        {
            Text = request.Text,
            Done = request.Done,
            Assignee = request.Assignee,
            Position = request.Position,
        });

    private static Task<IResult> RemoveEntryAsync(BoardCall call, string cardId, string checklistId, string entryId) =>
        call.ExecuteAsync(new RemoveEntry(cardId, checklistId, entryId));
}

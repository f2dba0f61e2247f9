using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KanbanAspire.Api.Boards;
using KanbanAspire.Api.Cards;
using KanbanAspire.Api.Columns;
using KanbanAspire.Api.Events;
using KanbanAspire.Api.Members;
using KanbanAspire.Api.Recurrence;

namespace KanbanAspire.Api.Requests;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateBoardRequest))]
[JsonSerializable(typeof(ChangeBoardRequest))]
[JsonSerializable(typeof(LabelRequest))]
[JsonSerializable(typeof(MyBoardsResponse))]
[JsonSerializable(typeof(BoardResponse))]
[JsonSerializable(typeof(AddColumnRequest))]
[JsonSerializable(typeof(ChangeColumnRequest))]
[JsonSerializable(typeof(MoveColumnRequest))]
[JsonSerializable(typeof(CreateCardRequest))]
[JsonSerializable(typeof(ChangeCardRequest))]
[JsonSerializable(typeof(MoveCardRequest))]
[JsonSerializable(typeof(TransferCardRequest))]
[JsonSerializable(typeof(CopyCardRequest))]
[JsonSerializable(typeof(RestoreCardRequest))]
[JsonSerializable(typeof(TitleRequest))]
[JsonSerializable(typeof(TitleResponse))]
[JsonSerializable(typeof(DescriptionRequest))]
[JsonSerializable(typeof(DescriptionResponse))]
[JsonSerializable(typeof(RevisionResponse))]
[JsonSerializable(typeof(AddChecklistRequest))]
[JsonSerializable(typeof(RenameChecklistRequest))]
[JsonSerializable(typeof(AddEntryRequest))]
[JsonSerializable(typeof(ChangeEntryRequest))]
[JsonSerializable(typeof(CommentRequest))]
[JsonSerializable(typeof(CommentsResponse))]
[JsonSerializable(typeof(CardResponse))]
[JsonSerializable(typeof(ArchiveResponse))]
[JsonSerializable(typeof(EventsResponse))]
[JsonSerializable(typeof(ActivityResponse))]
[JsonSerializable(typeof(MembersResponse))]
[JsonSerializable(typeof(ChangeRoleRequest))]
[JsonSerializable(typeof(AddInviteRequest))]
[JsonSerializable(typeof(AddInviteResponse))]
[JsonSerializable(typeof(InvitesResponse))]
[JsonSerializable(typeof(InviteResponse))]
[JsonSerializable(typeof(RuleRequest))]
[JsonSerializable(typeof(PreviewRequest))]
[JsonSerializable(typeof(OccurrencesResponse))]
[JsonSerializable(typeof(RulesResponse))]
internal sealed partial class BoardsJson : JsonSerializerContext
{
    /// <summary>Writes Korean as Korean.</summary>
    internal static BoardsJson Compact { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

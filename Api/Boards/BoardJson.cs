using System.Text.Json;
using KanbanAspire.Api.Requests;
using KanbanAspire.Kanban.Store;

namespace KanbanAspire.Api.Boards;

internal static class BoardJson
{
    /// <summary>Writes a <see cref="BoardResponse"/> from what is JSON already: a board of 2,000 cards is parsed nowhere.</summary>
    internal static JsonText Write(Membership membership, BoardContents contents) => JsonText.Write(json =>
    {
        json.WriteRaw("board", membership.BoardJson);
        json.WriteString("me", membership.Member.Id);
        json.WriteString("role", JsonNamingPolicy.CamelCase.ConvertName(membership.Member.Role.ToString()));
        json.WriteRaw("labels", contents.LabelsJson);
        json.WriteArray("columns", contents.Columns);
        json.WriteArray("members", contents.Members);
        json.WriteArray("cards", contents.Cards);
        json.WriteArray("rules", contents.Rules);
    }) with
    { Version = membership.Board.Seq };
}

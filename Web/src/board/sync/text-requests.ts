import { client } from "../../api/client";
import type { TextCommand } from "../model/text-commands";

const card = "/api/boards/{boardId}/cards/{cardId}" as const;
const checklist = `${card}/checklists/{checklistId}` as const;
const entry = `${checklist}/entries/{entryId}` as const;
const comment = `${card}/comments/{commentId}` as const;

/** The request that a command about a card's texts becomes. */
export function textRequest(boardId: string, command: TextCommand, headers: Record<string, string>) {
  const path = { boardId, cardId: command.cardId };
  switch (command.kind) {
    case "describeCard":
      return client.PUT(`${card}/description`, {
        params: { path, header: { "If-Match": `"${command.version}"` } }, headers, body: { text: command.text },
      });
    case "addChecklist":
      return client.POST(`${card}/checklists`, { params: { path }, headers, body: { title: command.title } });
    case "renameChecklist":
      return client.PATCH(checklist, { params: { path: { ...path, checklistId: command.checklistId } }, headers, body: { title: command.title } });
    case "removeChecklist":
      return client.DELETE(checklist, { params: { path: { ...path, checklistId: command.checklistId } }, headers });
    case "addEntry":
      return client.POST(`${checklist}/entries`, { params: { path: { ...path, checklistId: command.checklistId } }, headers, body: { text: command.text } });
    case "setEntry": {
      const { assignee, ...fields } = command.fields;
      const body = { ...fields, ...(assignee === undefined ? {} : { assignee: assignee ?? "" }) };
      return client.PATCH(entry, { params: { path: { ...path, checklistId: command.checklistId, entryId: command.entryId } }, headers, body });
    }
    case "removeEntry":
      return client.DELETE(entry, { params: { path: { ...path, checklistId: command.checklistId, entryId: command.entryId } }, headers });
    case "addComment":
      return client.POST(`${card}/comments`, { params: { path }, headers, body: { text: command.text, mentions: [...command.mentions] } });
    case "editComment":
      return client.PUT(comment, { params: { path: { ...path, commentId: command.commentId } }, headers, body: { text: command.text } });
    case "removeComment":
      return client.DELETE(comment, { params: { path: { ...path, commentId: command.commentId } }, headers });
  }
}

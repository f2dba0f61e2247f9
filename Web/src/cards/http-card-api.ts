import { answerOf } from "../api/call";
import { client } from "../api/client";
import type { Answer } from "../board/board-api";
import { doneOf } from "../board/http-board-api";
import type { BoardEvent } from "../board/model";
import type { CardApi, CardDetails, Comment } from "./card-api";

const card = "/api/boards/{boardId}/cards/{cardId}" as const;
const checklist = `${card}/checklists/{checklistId}` as const;
const entry = `${checklist}/entries/{entryId}` as const;
const comment = `${card}/comments/{commentId}` as const;

const done = (data: unknown) => doneOf(data);
const at = (boardId: string, cardId: string) => ({ params: { path: { boardId, cardId } } });

export const httpCardApi: CardApi = {
  details: async (boardId, cardId) => {
    const opened = await answerOf(client.GET(card, at(boardId, cardId)), (data) => data);
    return opened.ok && opened.value.more ? withAllComments(boardId, cardId, opened.value, opened.value.more) : opened;
  },
  activity: (boardId, cardId) => answerOf(
    client.GET(`${card}/events`, at(boardId, cardId)),
    ({ events }) => events satisfies readonly BoardEvent[],
  ),
  describe: (boardId, cardId, text, version) => answerOf(
    client.PUT(`${card}/description`, {
      params: { path: { boardId, cardId }, header: { "If-Match": `"${version}"` } }, body: { text },
    }), done),
  addChecklist: (boardId, cardId, title) => answerOf(client.POST(`${card}/checklists`, { ...at(boardId, cardId), body: { title } }), done),
  renameChecklist: (boardId, cardId, checklistId, title) => answerOf(
    client.PATCH(checklist, { params: { path: { boardId, cardId, checklistId } }, body: { title } }), done),
  removeChecklist: (boardId, cardId, checklistId) => answerOf(
    client.DELETE(checklist, { params: { path: { boardId, cardId, checklistId } } }), done),
  addEntry: (boardId, cardId, checklistId, text) => answerOf(
    client.POST(`${checklist}/entries`, { params: { path: { boardId, cardId, checklistId } }, body: { text } }), done),
  setEntry: (boardId, cardId, checklistId, entryId, { text, done: ticked, assignee }) => answerOf(
    client.PATCH(entry, {
      params: { path: { boardId, cardId, checklistId, entryId } },
      body: {
        ...(text === undefined ? {} : { text }), ...(ticked === undefined ? {} : { done: ticked }),
        ...(assignee === undefined ? {} : { assignee: assignee ?? "" }),
      },
    }), done),
  removeEntry: (boardId, cardId, checklistId, entryId) => answerOf(
    client.DELETE(entry, { params: { path: { boardId, cardId, checklistId, entryId } } }), done),
  addComment: (boardId, cardId, text, mentions) => answerOf(
    client.POST(`${card}/comments`, { ...at(boardId, cardId), body: { text, mentions: [...mentions] } }), done),
  editComment: (boardId, cardId, commentId, text) => answerOf(
    client.PUT(comment, { params: { path: { boardId, cardId, commentId } }, body: { text } }), done),
  removeComment: (boardId, cardId, commentId) => answerOf(
    client.DELETE(comment, { params: { path: { boardId, cardId, commentId } } }), done),
  moveToBoard: (boardId, cardId, toBoardId, toColumnId) => answerOf(
    client.POST(`${card}/transfer`, { ...at(boardId, cardId), body: { boardId: toBoardId, columnId: toColumnId } }), done),
};

async function withAllComments(boardId: string, cardId: string, details: CardDetails, first: string): Promise<Answer<CardDetails>> {
  const comments = [...details.comments];
  let after: string | null = first;
  while (after !== null) {
    const page: Answer<{ comments: readonly Comment[]; more?: string | null }> = await answerOf(
      client.GET(`${card}/comments`, { params: { path: { boardId, cardId }, query: { after } } }),
      (data) => data,
    );
    if (!page.ok) {
      return page;
    }
    comments.push(...page.value.comments);
    after = page.value.more ?? null;
  }
  return { ok: true, value: { ...details, comments } };
}

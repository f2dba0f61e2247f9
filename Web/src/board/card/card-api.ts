import { answerOf, type Answer } from "../../api/answer";
import { client } from "../../api/client";
import type { CardDetails, Comment } from "../model/details";
import type { ActivityPage, CardApi } from "../sync/board-api";

const card = "/api/boards/{boardId}/cards/{cardId}" as const;

const at = (boardId: string, cardId: string) => ({ params: { path: { boardId, cardId } } });

export const cardApi: CardApi = {
  details: async (boardId, cardId) => {
    const opened = await answerOf(client.GET(card, at(boardId, cardId)), (data) => data);
    return opened.ok && opened.value.more ? withAllComments(boardId, cardId, opened.value, opened.value.more) : opened;
  },
  activity: (boardId, cardId, before) => answerOf(
    client.GET(`${card}/events`, { params: { path: { boardId, cardId }, query: before === undefined ? {} : { before } } }),
    (data) => data satisfies ActivityPage,
  ),
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

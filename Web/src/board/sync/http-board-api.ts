import { answerOf, rejected, type Answer } from "../../api/answer";
import { client } from "../../api/client";
import { actionHeaders } from "../../lib/trace";
import { createdIdOf, requestOf } from "../commands/table";
import type { Command } from "../model/commands";
import { byId, type BoardEvent, type BoardState, type Card, type Column, type Label, type Member } from "../model/model";
import type { ActivityPage, BoardApi, Done } from "./board-api";

interface OpenedBoard {
  board: { id: string; seq: number; info: BoardState["info"]; channel?: string | null };
  columns: readonly Column[];
  cards: readonly Card[];
  labels: readonly Label[];
  members: readonly Member[];
}

const board = "/api/boards/{boardId}" as const;

export const httpBoardApi: BoardApi = {
  open: (boardId, known) => answerOf(
    client.GET(board, {
      params: { path: { boardId } },
      headers: known === null ? {} : { "If-None-Match": `"${known.seq}"` },
    }),
    (data) => (data === undefined ? null : stateOf(data as OpenedBoard)),
  ),
  eventsAfter: (boardId, seq) => answerOf(
    client.GET(`${board}/events`, { params: { path: { boardId }, query: { after: seq } } }),
    (data) => data satisfies { events: readonly BoardEvent[]; more: boolean },
  ),
  activity: (boardId, before) => answerOf(
    client.GET(`${board}/activity`, { params: { path: { boardId }, query: before === undefined ? {} : { before } } }),
    (data) => data satisfies ActivityPage,
  ),
  send: async (boardId, command, commandId) => {
    const headers = { "Idempotency-Key": commandId, ...actionHeaders(commandId) };
    try {
      return await answerOf(requestOf({ client, boardId, headers }, command), (data) => doneOf(data, command));
    } catch (error) {
      // A stored command that lacks what its request needs: it is given up, so that it holds up nothing behind it.
      console.error("A stored command cannot be sent.", command.kind, error);
      return rejected("rejected", false);
    }
  },
};

export const httpArchiveApi = {
  /** The archived cards, the last archived pages included. */
  archived: async (boardId: string): Promise<Answer<readonly Card[]>> => {
    const cards: Card[] = [];
    let after: string | undefined;
    do {
      const page = await answerOf(
        client.GET(`${board}/archive`, { params: { path: { boardId }, query: after === undefined ? {} : { after } } }),
        (data) => data,
      );
      if (!page.ok) {
        return page;
      }
      cards.push(...page.value.cards);
      after = page.value.after ?? undefined;
    } while (after !== undefined);
    return { ok: true, value: cards };
  },
};

function stateOf({ board: { id, seq, info, channel = null }, columns, cards, labels, members }: OpenedBoard): BoardState {
  return { id, seq, channel, info, columns: byId(columns), cards: byId(cards), labels: byId(labels), members: byId(members) };
}

function doneOf(data: unknown, command: Command): Done {
  const event = data as BoardEvent | undefined;
  return event === undefined ? { seq: 0 } : { seq: event.seq, event, createdId: createdIdOf(event, command) };
}

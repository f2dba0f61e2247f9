import { answerOf, rejected, type Answer } from "../../api/answer";
import { client } from "../../api/client";
import { actionHeaders } from "../../lib/trace";
import type { CardFields, Command, Place } from "../model/commands";
import type { BoardEvent, BoardState, Card, Column, Label, Member } from "../model/model";
import { createdIdOf } from "../model/provisional";
import { isTextCommand, type TextCommand } from "../model/text-commands";
import type { ActivityPage, BoardApi, Done } from "./board-api";
import { textRequest } from "./text-requests";

interface OpenedBoard {
  board: { id: string; seq: number; info: BoardState["info"] };
  columns: readonly Column[];
  cards: readonly Card[];
  labels: readonly Label[];
  members: readonly Member[];
}

const board = "/api/boards/{boardId}" as const;
const card = `${board}/cards/{cardId}` as const;
const column = `${board}/columns/{columnId}` as const;
const label = `${board}/labels/{labelId}` as const;

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
    const asked = requestOf(boardId, command, headers);
    return asked === null ? rejected("rejected", false) : answerOf(asked, (data) => doneOf(data, command));
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

function stateOf({ board: { id, seq, info }, columns, cards, labels, members }: OpenedBoard): BoardState {
  const byId = <T extends { id: string }>(entities: readonly T[]): ReadonlyMap<string, T> => new Map(entities.map((one) => [one.id, one]));
  return { id, seq, info, columns: byId(columns), cards: byId(cards), labels: byId(labels), members: byId(members) };
}

function doneOf(data: unknown, command: Command): Done {
  const event = data as BoardEvent | undefined;
  return event === undefined ? { seq: 0 } : { seq: event.seq, event, createdId: createdIdOf(event, command) };
}

/** null for a stored command that lacks what its request needs: it is given up, so that it holds up nothing behind it. */
function requestOf(boardId: string, command: Command, headers: Record<string, string>) {
  try {
    return request(boardId, command, headers);
  } catch (error) {
    console.error("A stored command cannot be sent.", command.kind, error);
    return null;
  }
}

const neighbours = ({ after, before }: Place): { after?: string; before?: string } => ({
  ...(after === null ? {} : { after }),
  ...(before === null ? {} : { before }),
});

function request(boardId: string, command: Command, headers: Record<string, string>) {
  if (isTextCommand(command)) {
    return textRequest(boardId, command, headers);
  }
  switch (command.kind) {
    case "createCard": {
      const { title, labels, assignees, due, priority } = command.card;
      const body = {
        columnId: command.columnId, title, ...neighbours(command.place), labels: [...labels], assignees: [...assignees],
        ...(due === null ? {} : { due }), ...(priority === null ? {} : { priority }),
      };
      return client.POST(`${board}/cards`, { params: { path: { boardId } }, headers, body });
    }
    case "moveCard":
      return client.POST(`${card}/move`, { ...at(boardId, command), headers, body: { columnId: command.columnId, ...neighbours(command.place) } });
    case "renameCard":
      return client.PUT(`${card}/title`, {
        params: { ...at(boardId, command).params, header: { "If-Match": `"${command.version}"` } }, headers, body: { title: command.title },
      });
    case "setCard":
      return client.PATCH(card, { ...at(boardId, command), headers, body: fieldsOf(command.fields) });
    case "labelCard": {
      const path = { boardId, cardId: command.cardId, labelId: command.labelId };
      return command.on
        ? client.PUT(`${card}/labels/{labelId}`, { params: { path }, headers })
        : client.DELETE(`${card}/labels/{labelId}`, { params: { path }, headers });
    }
    case "assignCard": {
      const path = { boardId, cardId: command.cardId, memberId: command.memberId };
      return command.on
        ? client.PUT(`${card}/assignees/{memberId}`, { params: { path }, headers })
        : client.DELETE(`${card}/assignees/{memberId}`, { params: { path }, headers });
    }
    case "archiveCard":
      return client.POST(`${card}/archive`, { ...at(boardId, command), headers });
    case "restoreCard":
      return client.POST(`${card}/restore`, { ...at(boardId, command), headers, body: command.columnId === undefined ? {} : { columnId: command.columnId } });
    case "deleteCard":
      return client.DELETE(card, { ...at(boardId, command), headers });
    case "copyCard":
      return client.POST(`${card}/copy`, { ...at(boardId, command), headers, body: { columnId: command.columnId, ...neighbours(command.place) } });
    case "transferCard":
      return client.POST(`${card}/transfer`, { ...at(boardId, command), headers, body: { boardId: command.toBoardId, columnId: command.toColumnId } });
    default:
      return boardRequest(boardId, command, headers);
  }
}

type CardKind = "createCard" | "moveCard" | "renameCard" | "setCard" | "labelCard" | "assignCard" | "archiveCard" | "restoreCard" | "deleteCard" | "copyCard" | "transferCard";

function boardRequest(boardId: string, command: Exclude<Command, TextCommand | { kind: CardKind }>, headers: Record<string, string>) {
  const path = { boardId };
  switch (command.kind) {
    case "createColumn":
      return client.POST(`${board}/columns`, { params: { path }, headers, body: { name: command.name, ...neighbours(command.place) } });
    case "setColumn": {
      const { name, colour, wipLimit, wipPolicy, done } = command.fields;
      const body = {
        ...(name === undefined ? {} : { name }), ...(colour === undefined ? {} : { colour: colour ?? "" }),
        ...(wipLimit === undefined ? {} : { wipLimit: wipLimit ?? 0 }), ...(wipPolicy === undefined ? {} : { wipPolicy }),
        ...(done === undefined ? {} : { done }),
      };
      return client.PATCH(column, { params: { path: { boardId, columnId: command.columnId } }, headers, body });
    }
    case "moveColumn":
      return client.POST(`${column}/move`, { params: { path: { boardId, columnId: command.columnId } }, headers, body: neighbours(command.place) });
    case "deleteColumn": {
      const query = command.moveTo === null ? {} : { moveTo: command.moveTo };
      return client.DELETE(column, { params: { path: { boardId, columnId: command.columnId }, query }, headers });
    }
    case "setBoard": {
      const { name, description, colour } = command.fields;
      const body = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description: description ?? "" }), ...(colour === undefined ? {} : { colour: colour ?? "" }) };
      return client.PATCH(board, { params: { path }, headers, body });
    }
    case "createLabel":
      return client.POST(`${board}/labels`, { params: { path }, headers, body: { name: command.name, colour: command.colour } });
    case "setLabel":
      return client.PATCH(label, { params: { path: { boardId, labelId: command.labelId } }, headers, body: { name: command.name, colour: command.colour } });
    case "deleteLabel":
      return client.DELETE(label, { params: { path: { boardId, labelId: command.labelId } }, headers });
    case "undo":
      return client.POST(`${board}/events/{seq}/undo`, { params: { path: { boardId, seq: command.seq } }, headers });
  }
}

const at = (boardId: string, { cardId }: { cardId: string }) => ({ params: { path: { boardId, cardId } } });

type Field = keyof CardFields;

/** null empties a field on this side; on the wire its name goes into `clear`. */
function fieldsOf(fields: CardFields) {
  const entries = Object.entries(fields) as [Field, CardFields[Field]][];
  const given = entries.filter(([, value]) => value !== null && value !== undefined);
  const clear = entries.filter(([, value]) => value === null).map(([name]) => name);
  return { ...(Object.fromEntries(given) as { [K in Field]?: NonNullable<CardFields[K]> }), ...(clear.length === 0 ? {} : { clear }) };
}

import type { BoardDraft } from "../model/board-draft";
import type { CardFields } from "../model/commands";
import { draftKeys } from "../model/draft-keys";
import { inLane } from "../model/lanes";
import type { BoardEvent } from "../model/model";
import { neighbours, placed } from "./place";
import type { CommandSpecs, Target } from "./spec";

const card = "/api/boards/{boardId}/cards/{cardId}" as const;

const at = ({ boardId, headers }: Target, { cardId }: { cardId: string }) => ({ params: { path: { boardId, cardId } }, headers });
const nothing = { predictDetails: null, creates: null, text: null, version: null };
const createdCard = (event: BoardEvent): string | undefined => event.cards?.[0]?.id;
const gone = (board: BoardDraft, { cardId }: { cardId: string }): void => board.remove("cards", cardId);

type CardKind = "createCard" | "moveCard" | "renameCard" | "setCard" | "labelCard" | "assignCard" | "archiveCard" | "restoreCard" | "deleteCard"
  | "copyCard" | "transferCard";

/** What is done to a card as it stands on the board. */
export const cardCommands: CommandSpecs<CardKind> = {
  createCard: {
    ...nothing,
    fields: { cardId: "string", columnId: "string", place: "object", card: "object" },
    predict: (board, { cardId, columnId, place, card: { title, labels, assignees, due, priority } }) => board.put("cards", {
      id: cardId, columnId, rank: placed(board.state.cards, place), title, titleVersion: 0, version: 0, labels, assignees, due, priority,
    }),
    request: ({ client, boardId, headers }, { columnId, place, card: { title, labels, assignees, due, priority } }) => client.POST("/api/boards/{boardId}/cards", {
      params: { path: { boardId } },
      headers,
      body: {
        columnId, title, ...neighbours(place), labels: [...labels], assignees: [...assignees],
        ...(due === null ? {} : { due }), ...(priority === null ? {} : { priority }),
      },
    }),
    creates: { field: "cardId", id: createdCard },
    text: (boardId, { columnId, card: { title } }) => ({ key: draftKeys.newCard(boardId, columnId), text: title }),
  },
  moveCard: {
    ...nothing,
    fields: { cardId: "string", columnId: "string", place: "object" },
    predict: (board, { cardId, columnId, place, lane }) => board.change("cards", cardId, (moved) => {
      const there = { ...moved, columnId, rank: placed(board.state.cards, place) };
      return lane === undefined ? there : inLane(there, lane);
    }),
    request: (to, command) => to.client.POST(`${card}/move`, {
      ...at(to, command),
      body: { columnId: command.columnId, ...neighbours(command.place), ...(command.lane === undefined ? {} : { lane: command.lane }) },
    }),
  },
  renameCard: {
    ...nothing,
    fields: { cardId: "string", title: "string", version: "number" },
    predict: (board, { cardId, title }) => board.change("cards", cardId, (renamed) => ({ ...renamed, title })),
    request: ({ client, boardId, headers }, { cardId, title, version }) => client.PUT(`${card}/title`, {
      params: { path: { boardId, cardId }, header: { "If-Match": `"${version}"` } }, headers, body: { title },
    }),
    text: (_, { cardId, title }) => ({ key: draftKeys.title(cardId), text: title }),
    version: (event, { cardId }) => event.cards?.find(({ id }) => id === cardId)?.after?.titleVersion,
  },
  setCard: {
    ...nothing,
    fields: { cardId: "string", fields: "object" },
    predict: (board, { cardId, fields }) => board.change("cards", cardId, (changed) => ({ ...changed, ...fields })),
    request: (to, command) => to.client.PATCH(card, { ...at(to, command), body: fieldsOf(command.fields) }),
  },
  labelCard: {
    ...nothing,
    fields: { cardId: "string", labelId: "string", on: "boolean" },
    predict: (board, { cardId, labelId, on }) => board.change("cards", cardId, (labelled) => ({ ...labelled, labels: toggled(labelled.labels, labelId, on) })),
    request: ({ client, boardId, headers }, { cardId, labelId, on }) => {
      const options = { params: { path: { boardId, cardId, labelId } }, headers };
      return on ? client.PUT(`${card}/labels/{labelId}`, options) : client.DELETE(`${card}/labels/{labelId}`, options);
    },
  },
  assignCard: {
    ...nothing,
    fields: { cardId: "string", memberId: "string", on: "boolean" },
    predict: (board, { cardId, memberId, on }) =>
      board.change("cards", cardId, (assigned) => ({ ...assigned, assignees: toggled(assigned.assignees, memberId, on) })),
    request: ({ client, boardId, headers }, { cardId, memberId, on }) => {
      const options = { params: { path: { boardId, cardId, memberId } }, headers };
      return on ? client.PUT(`${card}/assignees/{memberId}`, options) : client.DELETE(`${card}/assignees/{memberId}`, options);
    },
  },
  archiveCard: { ...nothing, fields: { cardId: "string" }, predict: gone, request: (to, command) => to.client.POST(`${card}/archive`, at(to, command)) },
  restoreCard: {
    ...nothing,
    fields: { cardId: "string" },
    // What comes back is known to the server alone.
    predict: null,
    request: (to, command) => to.client.POST(`${card}/restore`, { ...at(to, command), body: command.columnId === undefined ? {} : { columnId: command.columnId } }),
  },
  deleteCard: { ...nothing, fields: { cardId: "string" }, predict: gone, request: (to, command) => to.client.DELETE(card, at(to, command)) },
  copyCard: {
    ...nothing,
    fields: { cardId: "string", copyId: "string", columnId: "string", place: "object" },
    predict: (board, { cardId, copyId, columnId, place }) => {
      const original = board.state.cards.get(cardId);
      if (original !== undefined) {
        board.put("cards", { ...original, id: copyId, number: null, columnId, rank: placed(board.state.cards, place), comments: 0, version: 0 });
      }
    },
    request: (to, command) => to.client.POST(`${card}/copy`, { ...at(to, command), body: { columnId: command.columnId, ...neighbours(command.place) } }),
    creates: { field: "copyId", id: createdCard },
  },
  transferCard: {
    ...nothing,
    fields: { cardId: "string", toBoardId: "string", toColumnId: "string" },
    predict: gone,
    request: (to, command) => to.client.POST(`${card}/transfer`, {
      ...at(to, command),
      body: { boardId: command.toBoardId, columnId: command.toColumnId, ...(command.createLabels === true ? { createLabels: true } : {}) },
    }),
  },
};

function toggled(ids: readonly string[] | null | undefined, id: string, on: boolean): readonly string[] {
  const others = (ids ?? []).filter((one) => one !== id);
  return on ? [...others, id] : others;
}

type Field = keyof CardFields;

/** null empties a field on this side; on the wire its name goes into `clear`. */
function fieldsOf(fields: CardFields) {
  const entries = Object.entries(fields) as [Field, CardFields[Field]][];
  const given = entries.filter(([, value]) => value !== null && value !== undefined);
  const clear = entries.filter(([, value]) => value === null).map(([name]) => name);
  return { ...(Object.fromEntries(given) as { [K in Field]?: NonNullable<CardFields[K]> }), ...(clear.length === 0 ? {} : { clear }) };
}

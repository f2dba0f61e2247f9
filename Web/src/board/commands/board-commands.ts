import type { BoardDraft } from "../model/board-draft";
import { draftKeys } from "../model/draft-keys";
import { neighbours, placed } from "./place";
import type { CommandSpecs } from "./spec";

const board = "/api/boards/{boardId}" as const;
const column = `${board}/columns/{columnId}` as const;
const label = `${board}/labels/{labelId}` as const;

const nothing = { predictDetails: null, creates: null, text: null, version: null };

type BoardKind = "createColumn" | "setColumn" | "moveColumn" | "deleteColumn" | "setBoard" | "createLabel" | "setLabel" | "deleteLabel" | "undo";

/** What is done to a board, its columns and its labels. */
export const boardCommands: CommandSpecs<BoardKind> = {
  createColumn: {
    ...nothing,
    fields: { columnId: "string", name: "string", place: "object" },
    predict: (draft, { columnId, name, place }) => draft.put("columns", { id: columnId, name, rank: placed(draft.state.columns, place), version: 0 }),
    request: ({ client, boardId, headers }, { name, place }) =>
      client.POST(`${board}/columns`, { params: { path: { boardId } }, headers, body: { name, ...neighbours(place) } }),
    creates: { field: "columnId", id: (event) => event.columns?.[0]?.id },
    text: (boardId, { name }) => ({ key: draftKeys.newColumn(boardId), text: name }),
  },
  setColumn: {
    ...nothing,
    fields: { columnId: "string", fields: "object" },
    predict: (draft, { columnId, fields }) => draft.change("columns", columnId, (changed) => ({ ...changed, ...fields })),
    request: ({ client, boardId, headers }, { columnId, fields: { name, colour, wipLimit, wipPolicy, done } }) => client.PATCH(column, {
      params: { path: { boardId, columnId } },
      headers,
      body: {
        ...(name === undefined ? {} : { name }), ...(colour === undefined ? {} : { colour: colour ?? "" }),
        ...(wipLimit === undefined ? {} : { wipLimit: wipLimit ?? 0 }), ...(wipPolicy === undefined ? {} : { wipPolicy }),
        ...(done === undefined ? {} : { done }),
      },
    }),
    text: (boardId, { columnId, fields: { name } }) => (name === undefined ? null : { key: draftKeys.column(boardId, columnId), text: name }),
  },
  moveColumn: {
    ...nothing,
    fields: { columnId: "string", place: "object" },
    predict: (draft, { columnId, place }) => draft.change("columns", columnId, (moved) => ({ ...moved, rank: placed(draft.state.columns, place) })),
    request: ({ client, boardId, headers }, { columnId, place }) =>
      client.POST(`${column}/move`, { params: { path: { boardId, columnId } }, headers, body: neighbours(place) }),
  },
  deleteColumn: {
    ...nothing,
    fields: { columnId: "string" },
    predict: (draft, { columnId, moveTo }) => removeColumn(draft, columnId, moveTo),
    request: ({ client, boardId, headers }, { columnId, moveTo }) =>
      client.DELETE(column, { params: { path: { boardId, columnId }, query: moveTo === null ? {} : { moveTo } }, headers }),
  },
  setBoard: {
    ...nothing,
    fields: { fields: "object" },
    predict: (draft, { fields }) => draft.describe(fields),
    request: ({ client, boardId, headers }, { fields: { name, description, colour } }) => client.PATCH(board, {
      params: { path: { boardId } },
      headers,
      body: {
        ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description: description ?? "" }),
        ...(colour === undefined ? {} : { colour: colour ?? "" }),
      },
    }),
    text: (boardId, { fields: { name, description } }) => (
      name !== undefined ? { key: draftKeys.boardName(boardId), text: name }
        : typeof description === "string" ? { key: draftKeys.boardDescription(boardId), text: description } : null),
  },
  createLabel: {
    ...nothing,
    fields: { labelId: "string", name: "string", colour: "string" },
    predict: (draft, { labelId, name, colour }) => draft.put("labels", { id: labelId, name, colour, version: 0 }),
    request: ({ client, boardId, headers }, { name, colour }) => client.POST(`${board}/labels`, { params: { path: { boardId } }, headers, body: { name, colour } }),
    creates: { field: "labelId", id: (event) => event.labels?.[0]?.id },
    text: (boardId, { name }) => ({ key: draftKeys.newLabel(boardId), text: name }),
  },
  setLabel: {
    ...nothing,
    fields: { labelId: "string", fields: "object" },
    predict: (draft, { labelId, fields }) => draft.change("labels", labelId, (changed) => ({ ...changed, ...fields })),
    request: ({ client, boardId, headers }, { labelId, fields: { name, colour } }) => client.PATCH(label, {
      params: { path: { boardId, labelId } },
      headers,
      body: { ...(name === undefined ? {} : { name }), ...(colour === undefined ? {} : { colour }) },
    }),
    text: (boardId, { labelId, fields: { name } }) => (name === undefined ? null : { key: draftKeys.label(boardId, labelId), text: name }),
  },
  deleteLabel: {
    ...nothing,
    fields: { labelId: "string" },
    predict: (draft, { labelId }) => draft.remove("labels", labelId),
    request: ({ client, boardId, headers }, { labelId }) => client.DELETE(label, { params: { path: { boardId, labelId } }, headers }),
  },
  undo: {
    ...nothing,
    fields: { seq: "number" },
    // What comes back is known to the server alone.
    predict: null,
    request: ({ client, boardId, headers }, { seq }) => client.POST(`${board}/events/{seq}/undo`, { params: { path: { boardId, seq } }, headers }),
  },
};

function removeColumn(draft: BoardDraft, id: string, moveTo: string | null): void {
  for (const card of [...draft.state.cards.values()].filter(({ columnId }) => columnId === id)) {
    if (moveTo === null) {
      draft.remove("cards", card.id);
    } else {
      draft.put("cards", { ...card, columnId: moveTo });
    }
  }
  draft.remove("columns", id);
}

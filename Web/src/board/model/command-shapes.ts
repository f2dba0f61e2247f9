import type { Command } from "./commands";

type Kind = Command["kind"];
type Of<K extends Kind> = Extract<Command, { kind: K }>;
type TypeName<T> = T extends string ? "string" : T extends number ? "number" : T extends boolean ? "boolean" : "object";
/** The fields that every command of a kind has; those that may be null or absent are left out. */
type Shape<C> = { readonly [F in keyof C as F extends "kind" ? never : null extends C[F] ? never : undefined extends C[F] ? never : F]: TypeName<C[F]> };

/** What a stored command must have. The compiler requires a row for each kind, and a column for each of its fields. */
const shapes: { readonly [K in Kind]: Shape<Of<K>> } = {
  createCard: { cardId: "string", columnId: "string", place: "object", card: "object" },
  moveCard: { cardId: "string", columnId: "string", place: "object" },
  renameCard: { cardId: "string", title: "string", version: "number" },
  setCard: { cardId: "string", fields: "object" },
  labelCard: { cardId: "string", labelId: "string", on: "boolean" },
  assignCard: { cardId: "string", memberId: "string", on: "boolean" },
  archiveCard: { cardId: "string" },
  restoreCard: { cardId: "string" },
  deleteCard: { cardId: "string" },
  copyCard: { cardId: "string", copyId: "string", columnId: "string", place: "object" },
  transferCard: { cardId: "string", toBoardId: "string", toColumnId: "string" },
  createColumn: { columnId: "string", name: "string", place: "object" },
  setColumn: { columnId: "string", fields: "object" },
  moveColumn: { columnId: "string", place: "object" },
  deleteColumn: { columnId: "string" },
  setBoard: { fields: "object" },
  createLabel: { labelId: "string", name: "string", colour: "string" },
  setLabel: { labelId: "string", name: "string", colour: "string" },
  deleteLabel: { labelId: "string" },
  undo: { seq: "number" },
  describeCard: { cardId: "string", text: "string", version: "number" },
  addChecklist: { cardId: "string", checklistId: "string", title: "string" },
  renameChecklist: { cardId: "string", checklistId: "string", title: "string" },
  removeChecklist: { cardId: "string", checklistId: "string" },
  addEntry: { cardId: "string", checklistId: "string", entryId: "string", text: "string" },
  setEntry: { cardId: "string", checklistId: "string", entryId: "string", fields: "object" },
  removeEntry: { cardId: "string", checklistId: "string", entryId: "string" },
  addComment: { cardId: "string", commentId: "string", text: "string", mentions: "object" },
  editComment: { cardId: "string", commentId: "string", text: "string" },
  removeComment: { cardId: "string", commentId: "string" },
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Whether this version of the page knows what a stored command means. */
export function isCommand(value: unknown): value is Command {
  if (!isObject(value) || typeof value["kind"] !== "string" || !Object.hasOwn(shapes, value["kind"])) {
    return false;
  }
  return Object.entries(shapes[value["kind"] as Kind]).every(([field, type]) => typeof value[field] === type && value[field] !== null);
}

import type { LaneMove } from "./lanes";
import type { BoardInfo, Card, Column, Label, Priority, WipPolicy } from "./model";
import type { TextCommand } from "./text-commands";

/** The neighbours between which something is put; null is the start or the end. */
export interface Place {
  after: string | null;
  before: string | null;
}

export interface NewCard {
  title: string;
  labels: readonly string[];
  assignees: readonly string[];
  due: string | null;
  priority: Priority | null;
}

export type CardFields = Partial<Pick<Card, "start" | "due" | "priority" | "estimate" | "cover">>;
type ColumnFields = Partial<Pick<Column, "name" | "colour" | "wipLimit" | "done">> & { wipPolicy?: WipPolicy };

/** Something a person wants done to the board. Ids of things that are made here are provisional until the server answers. */
export type Command =
  | TextCommand
  | { kind: "createCard"; cardId: string; columnId: string; place: Place; card: NewCard }
  | { kind: "moveCard"; cardId: string; columnId: string; place: Place; lane?: LaneMove }
  | { kind: "renameCard"; cardId: string; title: string; version: number }
  | { kind: "setCard"; cardId: string; fields: CardFields }
  | { kind: "labelCard"; cardId: string; labelId: string; on: boolean }
  | { kind: "assignCard"; cardId: string; memberId: string; on: boolean }
  | { kind: "archiveCard"; cardId: string }
  | { kind: "restoreCard"; cardId: string; columnId?: string }
  | { kind: "deleteCard"; cardId: string }
  | { kind: "copyCard"; cardId: string; copyId: string; columnId: string; place: Place }
  | { kind: "transferCard"; cardId: string; toBoardId: string; toColumnId: string; createLabels?: boolean }
  | { kind: "createColumn"; columnId: string; name: string; place: Place }
  | { kind: "setColumn"; columnId: string; fields: ColumnFields }
  | { kind: "moveColumn"; columnId: string; place: Place }
  | { kind: "deleteColumn"; columnId: string; moveTo: string | null }
  | { kind: "setBoard"; fields: Partial<Pick<BoardInfo, "name" | "description" | "colour">> }
  | { kind: "createLabel"; labelId: string; name: string; colour: string }
  | { kind: "setLabel"; labelId: string; fields: Partial<Pick<Label, "name" | "colour">> }
  | { kind: "deleteLabel"; labelId: string }
  | { kind: "undo"; seq: number };

const provisional = "new-";

/** An id for something that the server has not named yet. */
export const provisionalId = (): string => `${provisional}${crypto.randomUUID()}`;
export const isProvisional = (id: string): boolean => id.startsWith(provisional);

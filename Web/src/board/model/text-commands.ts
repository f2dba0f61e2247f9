import type { TaskRef } from "./task-marks";

/** Fields of a checklist's entry that can be set. */
export interface EntryFields {
  text?: string;
  done?: boolean;
  /** A member; null for nobody. */
  assignee?: string | null;
  /** Its new place, from 0. */
  position?: number;
}

/** What a person wants done to a card's texts: all that its face on the board does not show. */
export type TextCommand =
  | { kind: "describeCard"; cardId: string; text: string; version: number }
  /** `text` is the description with the tick, as it was when it was ticked; `version` that of the text before. */
  | { kind: "tickTask"; cardId: string; task: TaskRef; done: boolean; text: string; version: number }
  | { kind: "addChecklist"; cardId: string; checklistId: string; title: string }
  | { kind: "renameChecklist"; cardId: string; checklistId: string; title: string }
  | { kind: "removeChecklist"; cardId: string; checklistId: string }
  | { kind: "addEntry"; cardId: string; checklistId: string; entryId: string; text: string }
  | { kind: "setEntry"; cardId: string; checklistId: string; entryId: string; fields: EntryFields }
  | { kind: "removeEntry"; cardId: string; checklistId: string; entryId: string }
  | { kind: "addComment"; cardId: string; commentId: string; text: string; mentions: readonly string[] }
  | { kind: "editComment"; cardId: string; commentId: string; text: string; mentions?: readonly string[] }
  | { kind: "removeComment"; cardId: string; commentId: string };

const kinds: ReadonlySet<string> = new Set<TextCommand["kind"]>([
  "describeCard", "tickTask", "addChecklist", "renameChecklist", "removeChecklist", "addEntry", "setEntry", "removeEntry", "addComment",
  "editComment", "removeComment",
]);

export const isTextCommand = (command: { kind: string }): command is TextCommand => kinds.has(command.kind);

import type { BoardEvent } from "./model";

export interface UndoStacks {
  /** Events of mine that can be taken back, the last one on top. */
  undo: readonly BoardEvent[];
  /** Undos of mine that can be taken back. */
  redo: readonly BoardEvent[];
}

export const noUndo: UndoStacks = { undo: [], redo: [] };
const undoable: ReadonlySet<string> = new Set([
  "boardChanged", "labelAdded", "labelChanged", "labelRemoved", "columnAdded", "columnChanged", "columnMoved",
  "cardCreated", "cardCopied", "cardMoved", "cardArchived", "cardRestored", "cardChanged", "cardRenamed",
  "cardLabelled", "cardUnlabelled", "cardAssigned", "cardUnassigned", "descriptionChanged", "checklistAdded",
  "checklistRenamed", "checklistRemoved", "entryAdded", "entryChanged", "entryRemoved",
  "columnRemoved", "cardSent",
]);
const depth = 100;

/** What the log says about one's own steps: it survives a reload and follows to another device. */
export function recordEvent(stacks: UndoStacks, event: BoardEvent, me: string): UndoStacks {
  if (event.by !== me) {
    return stacks;
  }
  const { undoes } = event;
  if (typeof undoes !== "number") {
    return undoable.has(event.kind) ? { undo: push(stacks.undo, event), redo: [] } : stacks;
  }
  if (stacks.redo.some((one) => one.seq === undoes)) {
    return { undo: push(stacks.undo, event), redo: stacks.redo.filter((one) => one.seq !== undoes) };
  }
  return { undo: stacks.undo.filter((one) => one.seq !== undoes), redo: push(stacks.redo, event) };
}

/** The stacks without a step that the server refuses to take back. */
export function dropEvent(stacks: UndoStacks, seq: number): UndoStacks {
  return { undo: stacks.undo.filter((one) => one.seq !== seq), redo: stacks.redo.filter((one) => one.seq !== seq) };
}

const push = (events: readonly BoardEvent[], event: BoardEvent): readonly BoardEvent[] => [...events.slice(1 - depth), event];

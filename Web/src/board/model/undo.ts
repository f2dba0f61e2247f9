import { computed, signal } from "@preact/signals";
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
  "columnRemoved", "cardSent", "memberRemoved",
]);
const depth = 100;

/** Whether the log can take a step back; an undo is a step, too. */
export const canUndo = ({ kind, undoes }: BoardEvent): boolean => typeof undoes === "number" || undoable.has(kind);

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

const push = (events: readonly BoardEvent[], event: BoardEvent): readonly BoardEvent[] => [...events.slice(1 - depth), event];

/** More than `depth`, because undos are among them. */
const remembered = 3 * depth;

/** One's own steps on a board. Their order is that of the log, not that in which they are heard of. */
export function createSteps() {
  const known = signal<ReadonlyMap<number, BoardEvent>>(new Map());
  const rejected = signal<ReadonlySet<number>>(new Set());
  const stacks = computed<UndoStacks>(() => {
    const { undo, redo } = [...known.value.values()].reduce((before, event) => recordEvent(before, event, event.by ?? ""), noUndo);
    const may = ({ seq }: BoardEvent): boolean => !rejected.value.has(seq);
    return { undo: undo.filter(may), redo: redo.filter(may) };
  });
  return {
    stacks,
    add: (events: readonly BoardEvent[], me: string): void => {
      const own = events.filter(({ by, seq }) => by === me && !known.peek().has(seq));
      if (own.length > 0) {
        const all = [...known.peek().values(), ...own].toSorted((a, b) => a.seq - b.seq);
        known.value = new Map(all.slice(-remembered).map((event) => [event.seq, event]));
      }
    },
    /** Takes out a step that the server does not take back. */
    reject: (seq: number): void => {
      rejected.value = new Set(rejected.peek()).add(seq);
    },
  };
}

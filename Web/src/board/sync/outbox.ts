import { kept, type KeptName } from "../../lib/kept";
import { storedCommand } from "../commands/stored";
import type { Command } from "../model/commands";

/** A command that the server has not answered yet. */
export interface Queued {
  /** The command's id at the server, which does it once however often it is sent. */
  id: string;
  /** Its place in line; grows with time. */
  order: number;
  command: Command;
}

/** Keeps what was done and not yet answered, so that a page that is closed at once loses none of it. */
export interface Outbox {
  read: () => readonly Queued[];
  put: (one: Queued) => void;
  remove: (id: string) => void;
  clear: () => void;
}

/** The form of what is stored. Raise it when a command changes in a way that `storedCommand` does not see, and say in `restore` how the form before is read. */
const shape = 1;
/** The first versions stored no number; an entry was already what it is in shape 1. */
const unnumbered = 0;
const orderPerMs = 1_000;
/** The server knows a command's id for a day; sent later than that, it could be done twice. */
const keepMs = 24 * 60 * 60 * 1_000;
let lastOrder = 0;

/** Whether a command may be sent once more. */
export const mayRepeat = ({ order }: { order: number }): boolean => order >= (Date.now() - keepMs) * orderPerMs;

/** A place in line behind all that were given out before, here or in an earlier page. */
export const nextOrder = (): number => (lastOrder = Math.max(lastOrder + 1, Date.now() * orderPerMs));

/**
 * Local storage, because it alone is written before the page can go; an entry a command, so that two tabs of one board
 * do not overwrite each other. Both may send the same one.
 */
export function createOutbox(sub: string, boardId: string): Outbox {
  const start = `outbox.${sub}/${boardId}/` as const;
  return {
    read: () => kept.names(start).flatMap(readOne).toSorted((a, b) => a.order - b.order),
    put: (one) => kept.set(`${start}${one.id}`, JSON.stringify({ shape, ...one })),
    remove: (id) => kept.remove(`${start}${id}`),
    clear: () => kept.names(start).forEach(kept.remove),
  };
}

/** The command under a name. One that another version of the page has left is not touched: that version may come back within the day. */
function readOne(name: KeptName): Queued[] {
  const entry = parse(kept.get(name));
  if (entry === null || typeof entry.id !== "string" || typeof entry.order !== "number" || !mayRepeat({ order: entry.order })) {
    kept.remove(name);
    return [];
  }
  const { id, order } = entry;
  const command = restore(entry);
  return command === null ? [] : [{ id, order, command }];
}

/** The command of an entry of this shape or an older one; null for one that this version does not know. */
const restore = ({ shape: stored = unnumbered, command }: StoredEntry): Command | null =>
  stored === shape || stored === unnumbered ? storedCommand(command) : null;

type StoredEntry = { [K in keyof Queued | "shape"]?: unknown };

function parse(text: string | null): StoredEntry | null {
  try {
    const entry: unknown = JSON.parse(text ?? "null");
    return typeof entry === "object" ? entry : null;
  } catch {
    return null; // Another program wrote it, or only half of it was written.
  }
}

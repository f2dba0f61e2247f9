import type { Command } from "./commands";

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

const prefix = "outbox.";
const orderPerMs = 1_000;
/** The server knows a command's id for a day; sent later than that, it could be done twice. */
const keepMs = 24 * 60 * 60 * 1_000;
let lastOrder = 0;

/** Whether a command may be sent once more. */
export const mayRepeat = ({ order }: Queued): boolean => order >= (Date.now() - keepMs) * orderPerMs;

/** A place in line behind all that were given out before, here or in an earlier page. */
export const nextOrder = (): number => (lastOrder = Math.max(lastOrder + 1, Date.now() * orderPerMs));

/**
 * Local storage, because it alone is written before the page can go; an entry a command, so that two tabs of one board
 * do not overwrite each other. Both may send the same one.
 */
export function createOutbox(sub: string, boardId: string): Outbox {
  const start = `${prefix}${sub}/${boardId}/`;
  return {
    read: () => namesUnder(start).flatMap(readOne).sort((a, b) => a.order - b.order),
    put: (one) => {
      try {
        localStorage.setItem(start + one.id, JSON.stringify(one));
      } catch {
        // Without storage, or with too little, a command lives as long as its page.
      }
    },
    remove: (id) => {
      try {
        localStorage.removeItem(start + id);
      } catch {
        // Nothing was kept.
      }
    },
    clear: () => wipe(start),
  };
}

export const wipeOutbox = (): void => wipe(prefix);

const wipe = (start: string): void => namesUnder(start).forEach((name) => localStorage.removeItem(name));

function namesUnder(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    return [];
  }
}

function readOne(name: string): Queued[] {
  const one = parse(localStorage.getItem(name));
  if (one === null || !mayRepeat(one)) {
    localStorage.removeItem(name);
    return [];
  }
  return [one];
}

function parse(text: string | null): Queued | null {
  try {
    const one: unknown = JSON.parse(text ?? "null");
    return isQueued(one) ? one : null;
  } catch {
    return null; // Something else wrote it, or only half of it was written.
  }
}

const isQueued = (one: unknown): one is Queued =>
  typeof one === "object" && one !== null && "id" in one && "order" in one && "command" in one;

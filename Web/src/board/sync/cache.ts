import { clear, createStore, del, get, set, type UseStore } from "idb-keyval";
import { kept, mayKeep, type KeptName } from "../../lib/kept";
import type { BoardCache } from "./store-options";
import { restoreBoard, storedBoard } from "./stored-board";

const databaseName = "boards";
const storeName = "boards";

const cachedName = (boardId: string): KeptName => `cached.${boardId}`;

/** The number of the last event in a board that is in the cache, as far as that is known without asking the database; null for none. */
export const cachedSeq = (boardId: string): string | null => kept.get(cachedName(boardId));

/** Boards seen last, in this browser's database: shown while the server answers. Wiped when their reader signs out. */
export function createBoardCache(sub: string): BoardCache {
  const key = (boardId: string): string => `${sub}/${boardId}`;
  return {
    get: async (boardId) => restoreBoard((await attempt((store) => get<unknown>(key(boardId), store)))?.value),
    put: async (state) => {
      // The answer of a request may come after the sign-out; if the wipe comes even later, it takes this with it.
      if (mayKeep() && (await attempt((store) => set(key(state.id), storedBoard(state), store))) !== null) {
        kept.set(cachedName(state.id), String(state.seq));
      }
    },
    remove: async (boardId) => {
      kept.remove(cachedName(boardId));
      await attempt((store) => del(key(boardId), store));
    },
  };
}

export async function wipeBoardCache(): Promise<void> {
  if ((await attempt(clear)) === null && "indexedDB" in globalThis) {
    await new Promise<void>((done) => {
      const deleting = indexedDB.deleteDatabase(databaseName);
      deleting.onsuccess = deleting.onerror = deleting.onblocked = () => done();
    });
  }
}

/** One request in a transaction of its own; null when the browser has no database for us (private mode). */
async function attempt<T>(ask: (store: UseStore) => Promise<T>): Promise<{ value: T } | null> {
  try {
    return { value: await ask(openStore()) };
  } catch {
    try {
      // A browser closes connections by itself, for example when its data are cleared.
      opened = null;
      return { value: await ask(openStore()) };
    } catch {
      return null;
    }
  }
}

let opened: UseStore | null = null;

/** The library opens again what the browser closes, but holds on to what another tab wants to delete. */
function openStore(): UseStore {
  if (opened === null) {
    const store = createStore(databaseName, storeName);
    opened = (mode, use) => store(mode, (objects) => {
      const { db } = objects.transaction;
      db.onversionchange = () => {
        opened = null;
        db.close();
      };
      return use(objects);
    });
  }
  return opened;
}

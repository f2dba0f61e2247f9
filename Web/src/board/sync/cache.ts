import { kept, mayKeep, type KeptName } from "../../lib/kept";
import type { BoardState } from "../model/model";
import type { BoardCache } from "./store";

const databaseName = "boards";
const storeName = "boards";
/** The form of what is stored. Raise it when `BoardState` changes: a board of another form is read from the server. */
const shape = 1;

interface Entry {
  shape: number;
  state: BoardState;
}

const cachedName = (boardId: string): KeptName => `cached.${boardId}`;

/** The number of the last event in a board that is in the cache, as far as that is known without asking the database; null for none. */
export const cachedSeq = (boardId: string): string | null => kept.get(cachedName(boardId));

type Ask<T> = (store: IDBObjectStore) => IDBRequest<T>;

/** Boards seen last, in this browser's database: shown while the server answers. Wiped when their reader signs out. */
export function createBoardCache(sub: string): BoardCache {
  const key = (boardId: string): string => `${sub}/${boardId}`;
  return {
    get: async (boardId) => {
      const entry = (await request<Partial<Entry> | undefined>("readonly", (store) => store.get(key(boardId))))?.value;
      return entry?.shape === shape ? entry.state ?? null : null;
    },
    put: async (state) => {
      const entry: Entry = { shape, state };
      // The answer of a request may come after the sign-out; if the wipe comes even later, it takes this with it.
      if (mayKeep() && (await request("readwrite", (store) => store.put(entry, key(state.id)))) !== null) {
        kept.set(cachedName(state.id), String(state.seq));
      }
    },
    remove: async (boardId) => {
      kept.remove(cachedName(boardId));
      await request("readwrite", (store) => store.delete(key(boardId)));
    },
  };
}

export async function wipeBoardCache(): Promise<void> {
  if ((await request("readwrite", (store) => store.clear())) === null && "indexedDB" in globalThis) {
    await new Promise<void>((done) => {
      const deleting = indexedDB.deleteDatabase(databaseName);
      deleting.onsuccess = deleting.onerror = deleting.onblocked = () => done();
    });
  }
}

/** One request in a transaction of its own; null when the browser has no database for us (private mode). */
async function request<T>(mode: IDBTransactionMode, ask: Ask<T>): Promise<{ value: T } | null> {
  try {
    return await transact(mode, ask);
  } catch {
    try {
      // A browser closes connections by itself, for example when its data are cleared.
      opened = null;
      return await transact(mode, ask);
    } catch {
      return null;
    }
  }
}

/** Settled when it is written, not when it is asked for: a page may go at once. */
async function transact<T>(mode: IDBTransactionMode, ask: Ask<T>): Promise<{ value: T }> {
  const transaction = (await openDatabase()).transaction(storeName, mode);
  const asked = ask(transaction.objectStore(storeName));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve({ value: asked.result });
    transaction.onabort = () => reject(transaction.error ?? new Error("The database rejected it."));
  });
}

let opened: Promise<IDBDatabase> | null = null;

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => {
      const database = opening.result;
      database.onclose = () => (opened = null);
      database.onversionchange = () => {
        opened = null;
        database.close();
      };
      resolve(database);
    };
    opening.onerror = () => reject(opening.error ?? new Error("The database did not open."));
  });
  return opened;
}

import type { BoardCache } from "./store";
import type { BoardState } from "./model";

const databaseName = "boards";
const storeName = "boards";

/** Boards seen last, in this browser's database: shown while the server answers. Wiped when their reader signs out. */
export function createBoardCache(sub: string): BoardCache {
  const key = (boardId: string): string => `${sub}/${boardId}`;
  return {
    get: async (boardId) => (await request<BoardState | undefined>("readonly", (store) => store.get(key(boardId)))) ?? null,
    put: async (state) => void (await request("readwrite", (store) => store.put(state, key(state.id)))),
    remove: async (boardId) => void (await request("readwrite", (store) => store.delete(key(boardId)))),
  };
}

export async function wipeBoardCache(): Promise<void> {
  await request("readwrite", (store) => store.clear());
}

/** One request in a transaction of its own; undefined when the browser has no database for us (private mode). */
async function request<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const database = await openDatabase();
    return await new Promise<T>((resolve, reject) => {
      const asked = ask(database.transaction(storeName, mode).objectStore(storeName));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("The database refused."));
    });
  } catch {
    return undefined;
  }
}

let opened: Promise<IDBDatabase> | null = null;

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("The database did not open."));
  });
  return opened;
}

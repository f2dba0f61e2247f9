interface Connection {
  closed: boolean;
  onversionchange?: () => void;
}

/** As much of a browser's database as one store of keys and values needs, without a browser. */
export function fakeIndexedDb() {
  const entries = new Map<unknown, unknown>();
  let connections: Connection[] = [];
  let broken = false;

  const requestOf = <T>(result: T) => {
    const request = { result, onsuccess: () => undefined };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  const transactionOn = (connection: Connection) => {
    if (connection.closed || broken) {
      throw new DOMException("The database connection is closing.", "InvalidStateError");
    }
    const transaction = { db: connection, error: null, oncomplete: () => undefined, onabort: () => undefined };
    queueMicrotask(() => queueMicrotask(() => transaction.oncomplete()));
    return Object.assign(transaction, {
      objectStore: () => ({
        transaction,
        get: (key: unknown) => requestOf(entries.get(key)),
        put: (value: unknown, key: unknown) => requestOf(void entries.set(key, structuredClone(value))),
        delete: (key: unknown) => requestOf(void entries.delete(key)),
        clear: () => requestOf(entries.clear()),
      }),
    });
  };
  const later = <T>(result: T) => {
    const opening = { result, onsuccess: () => undefined, onupgradeneeded: () => undefined };
    queueMicrotask(() => opening.onsuccess());
    return opening;
  };
  return {
    entries,
    /** Does what a browser may do at any time, without a word. */
    closeConnections: (): void => {
      connections.forEach((connection) => (connection.closed = true));
      connections = [];
    },
    /** Does what another tab's deletion does to the connections of this one. */
    askToClose: (): void => connections.forEach((connection) => connection.onversionchange?.()),
    openConnections: (): number => connections.filter(({ closed }) => !closed).length,
    /** From now on no transaction succeeds. */
    break: (): void => void (broken = true),
    indexedDB: {
      open: () => {
        const connection: Connection = { closed: false };
        connections.push(connection);
        return later(Object.assign(connection, { transaction: () => transactionOn(connection), close: () => (connection.closed = true) }));
      },
      deleteDatabase: () => {
        entries.clear();
        return later(undefined);
      },
    } as unknown as IDBFactory,
  };
}

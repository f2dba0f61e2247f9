/** A browser's storage without a browser: its entries are its own keys. */
export function fakeStorage(entries: Record<string, string> = {}): Storage {
  return new Proxy(entries, {
    get: (all, name) => {
      switch (name) {
        case "getItem": return (key: string) => all[key] ?? null;
        case "setItem": return (key: string, value: string) => void (all[key] = value);
        case "removeItem": return (key: string) => void delete all[key];
        default: return Reflect.get(all, name);
      }
    },
  }) as unknown as Storage;
}

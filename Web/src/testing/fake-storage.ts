/** A browser's storage without a browser: its entries are its own keys. `room` is the number of characters that it takes at the moment. */
export function fakeStorage(entries: Record<string, string> = {}, room: () => number = () => Infinity): Storage {
  const sizeWithout = (key: string): number => Object.entries(entries).reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), 0);
  return new Proxy(entries, {
    get: (all, name) => {
      switch (name) {
        case "getItem": return (key: string) => all[key] ?? null;
        case "setItem": return (key: string, value: string) => {
          if (sizeWithout(key) + key.length + value.length > room()) {
            throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
          }
          all[key] = value;
        };
        case "removeItem": return (key: string) => void delete all[key];
        default: return Reflect.get(all, name);
      }
    },
  }) as unknown as Storage;
}

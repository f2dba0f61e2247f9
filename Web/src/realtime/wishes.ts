const graceMs = 5_000;

/** The channels that a tab wants: more at once, fewer after a few seconds, because the next page or a look back is often so near. */
export function createWishes(apply: (channels: ReadonlySet<string>) => void) {
  let applied: ReadonlySet<string> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (next: ReadonlySet<string>): void => {
    applied = next;
    apply(next);
  };
  return {
    change: (next: ReadonlySet<string>): void => {
      clearTimeout(timer);
      const both = new Set([...applied, ...next]);
      if (both.size > applied.size) {
        set(both);
      }
      if (next.size < applied.size) {
        timer = setTimeout(() => set(next), graceMs);
      }
    },
    /** Wants nothing from now on. */
    clear: (): void => {
      clearTimeout(timer);
      if (applied.size > 0) {
        set(new Set());
      }
    },
  };
}

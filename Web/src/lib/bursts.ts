const togetherMs = 2_000;

/** Passes on the first at once, and those of the next two seconds together. */
export function inBursts<T>(pass: (all: readonly T[]) => void): (some: readonly T[]) => void {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    const all = waiting;
    waiting = [];
    timer = all.length === 0 ? undefined : setTimeout(flush, togetherMs);
    if (all.length > 0) {
      pass(all);
    }
  };
  return (some) => {
    waiting.push(...some);
    if (timer === undefined) {
      flush();
    }
  };
}

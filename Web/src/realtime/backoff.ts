const firstMs = 1_000;
const longestMs = 60_000;
/** Chance may say zero, and a server that rejects at once is not asked at once. */
const shortestMs = 250;

/** Waits that grow from a second to a minute, with full jitter: clients that lost a server together do not come back together. */
export function createBackoff(random: () => number) {
  let tries = 0;
  return {
    next: (): number => Math.max(shortestMs, random() * Math.min(longestMs, firstMs * 2 ** tries++)),
    /** After a rejection that will hardly change: half a minute to a minute. */
    long: (): number => longestMs * (1 + random()) / 2,
    reset: (): void => void (tries = 0),
  };
}

const activeIntervalMs = 2_000;
const idleIntervalMs = 10_000;
const activeForMs = 120_000;
/** While events are pushed, this finds those that were lost without a trace. */
const liveIntervalMs = 60_000;

/** How soon the log is asked again. `isLive`: events are pushed, and the log was read since. */
export function intervalMs(isLive: boolean, lastActiveMs: number): number {
  if (isLive) {
    return liveIntervalMs;
  }
  return Date.now() - lastActiveMs < activeForMs ? activeIntervalMs : idleIntervalMs;
}

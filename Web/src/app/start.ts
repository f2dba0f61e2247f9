import { wait } from "../lib/wait";

const firstDelayMs = 1_000;
const longestDelayMs = 8_000;

/** Tries again until it is done. `waiting` hears of each failure, with the way to try at once. */
export async function untilDone<T>(step: () => Promise<T>, waiting: (retry: () => void) => void): Promise<T> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    try {
      return await step();
    } catch {
      const { over, end } = wait(delayMs);
      waiting(end);
      await over;
    }
  }
}

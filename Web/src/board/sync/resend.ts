import type { Answer, Rejected } from "../../api/answer";
import { wait } from "../../lib/wait";

const delaysMs = [300, 1_000, 3_000, 8_000] as const;
const longestDelayMs = 8_000;
/** The server asks for a minute; more than this is a mistake of something in front of it. */
const longestRetryAfterMs = 5 * 60_000;

/**
 * Sends a command until its answer will not change by waiting. Without a network, or over the limit of changes in a
 * minute, that takes as long as it is wanted: what was done stays shown and kept. A server that fails is given up after
 * some tries, because a command that breaks it would hold up all behind it.
 */
export async function sendUntilAnswered<T>(send: () => Promise<Answer<T>>, isWanted: () => boolean): Promise<Answer<T>> {
  let faults = 0;
  for (let tries = 0; ; tries++) {
    const answer = await send();
    if (answer.ok || !answer.retriable || (!passes(answer) && ++faults > delaysMs.length)) {
      return answer;
    }
    await pause(delaysMs[tries] ?? longestDelayMs, answer.retryAfterMs);
    // Asked last: a page that was asleep has waited for longer.
    if (!isWanted()) {
      return answer;
    }
  }
}

/** A server that names the time is not asked sooner; otherwise the wait ends when the network is back. */
async function pause(delayMs: number, retryAfterMs: number | null): Promise<void> {
  if (retryAfterMs === null || retryAfterMs <= delayMs) {
    await wait(delayMs).over;
  } else {
    await new Promise((resume) => setTimeout(resume, Math.min(retryAfterMs, longestRetryAfterMs)));
  }
}

/** Whether a command was turned away unread by the limit of changes in a minute. */
const isOverLimit = (answer: Answer<unknown>): boolean => !answer.ok && answer.type?.endsWith(":too-many-writes") === true;

const passes = (answer: Rejected): boolean => answer.failure === "offline" || isOverLimit(answer);

/** Sends one command at a time, and knows whether it may be done already. `turnedAway` is called when it is known not to be. */
export function createSender(turnedAway: () => void) {
  let undecided = false;
  return {
    isUndecided: (): boolean => undecided,
    send: async <T>(send: () => Promise<Answer<T>>, isWanted: () => boolean): Promise<Answer<T>> => {
      const answer = await sendUntilAnswered(async () => {
        undecided = true;
        const sent = await send();
        undecided = !isOverLimit(sent);
        if (!undecided) {
          turnedAway();
        }
        return sent;
      }, isWanted);
      undecided = false;
      return answer;
    },
  };
}

import type { Tab } from "./tab";

export interface Leadership {
  /** Leads as soon as no other tab does. */
  seek: () => void;
  /** Leads now: the tab that leads does not answer. */
  seize: () => void;
  leave: () => void;
}

/** One tab of all that seek leads at a time. `begin` starts what the leading tab does; the function that it returns ends it. */
export function createLeadership(shared: Tab["shared"], name: string, begin: () => () => void): Leadership {
  let turn: AbortController | null = null;

  const request = async (steal: boolean): Promise<void> => {
    turn?.abort();
    const mine = new AbortController();
    turn = mine;
    const { signal } = mine;
    let end: (() => void) | null = null;
    const hold = async (): Promise<void> => {
      if (!signal.aborted) {
        end = begin();
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      }
    };
    // Rejected when it is given up before its turn, and when another tab takes it.
    await (shared === null ? hold() : shared.locks.request(name, steal ? { steal } : { signal }, hold)).catch(() => undefined);
    (end as (() => void) | null)?.();
    if (turn === mine && !signal.aborted) {
      turn = null;
      if (end !== null) {
        void request(false);
      }
    }
  };

  return {
    seek: () => void (turn ?? void request(false)),
    seize: () => void request(true),
    leave: () => {
      turn?.abort();
      turn = null;
    },
  };
}

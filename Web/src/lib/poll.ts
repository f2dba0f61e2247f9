export interface Poll {
  /** Ask at once, for example after the user acted. */
  now: () => void;
  stop: () => void;
}

/**
 * Calls `ask` again and again, the next time `intervalMs()` after the last answer: never two at once, not while the
 * page is hidden, at once when it is shown again or the network is back.
 */
export function poll(ask: () => Promise<void>, intervalMs: () => number): Poll {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;

  const schedule = (): void => {
    clearTimeout(timer);
    if (!controller.signal.aborted && document.visibilityState === "visible") {
      timer = setTimeout(run, intervalMs());
    }
  };
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await ask();
    } finally {
      running = false;
      if (again) {
        again = false;
        void run();
      } else {
        schedule();
      }
    }
  };
  const now = (): void => {
    if (!controller.signal.aborted && document.visibilityState === "visible") {
      void run();
    }
  };

  const { signal } = controller;
  document.addEventListener("visibilitychange", now, { signal });
  window.addEventListener("focus", now, { signal });
  window.addEventListener("online", now, { signal });
  schedule();
  return {
    now,
    stop: () => {
      controller.abort();
      clearTimeout(timer);
    },
  };
}

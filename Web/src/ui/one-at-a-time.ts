import { useMemo, useRef } from "preact/hooks";

/** The action without its repetitions: what is asked for while it is at work is dropped, as the second Enter of two. */
export function oneAtATime(action: () => Promise<void>): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) {
      return;
    }
    running = true;
    try {
      await action();
    } finally {
      running = false;
    }
  };
}

/** A form's submission that makes one thing however often it is asked for. */
export function useSubmit(action: () => Promise<void>): (event: SubmitEvent) => void {
  const latest = useRef(action);
  latest.current = action;
  const submit = useMemo(() => oneAtATime(() => latest.current()), []);
  return (event) => {
    event.preventDefault();
    void submit();
  };
}

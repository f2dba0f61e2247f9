import { useEffect } from "preact/hooks";

/** Calls `leave` when the page is closed or loaded again: a field in it gets no blur then. */
export function useLeave(leave: () => unknown): void {
  useEffect(() => {
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  });
}

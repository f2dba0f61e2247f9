/** Waits, but no longer than until the network is back; the returned function cancels it. */
export function wait(delayMs: number): { over: Promise<void>; end: () => void } {
  let end = (): void => undefined;
  const over = new Promise<void>((resume) => {
    const timer = setTimeout(() => end(), delayMs);
    end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resume();
    };
    window.addEventListener("online", end);
  });
  return { over, end };
}

export type Presence = "visible" | "hidden" | "leaving";

/** What a tab of the browser knows of itself and of the other tabs. */
export interface Tab {
  presence: () => Presence;
  /** Calls with each change until the returned function is called. */
  onPresence: (call: (presence: Presence) => void) => () => void;
  /** How it finds the other tabs; null where the browser has no way to. */
  shared: { locks: Pick<LockManager, "request">; openChannel: (name: string) => BroadcastChannel } | null;
}

const presence = (): Presence => (document.visibilityState === "visible" ? "visible" : "hidden");

export const thisTab = (): Tab => ({
  presence,
  onPresence: (call) => {
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener("visibilitychange", () => call(presence()), { signal });
    // A page with a lock or a socket is not kept for the way back.
    window.addEventListener("pagehide", () => call("leaving"), { signal });
    window.addEventListener("pageshow", () => call(presence()), { signal });
    return () => controller.abort();
  },
  // Both are missing in old browsers, locks also on an address that is not secure.
  shared: "locks" in navigator && "BroadcastChannel" in globalThis
    ? { locks: navigator.locks, openChannel: (name) => new BroadcastChannel(name) }
    : null,
});

let allowed = true;

/** Whether what belongs to the user may be stored in this browser. */
export const mayKeep = (): boolean => allowed;

/** Called at sign-out: whatever arrives or is typed until the page goes is not stored any more. */
export function keepNothing(): void {
  allowed = false;
}

/**
 * What belongs to the user, in the browser's local storage; the only way to it, so that nothing is stored after a sign-out.
 * Without storage, or with too little, things live as long as their page.
 */
export const kept = {
  get: (name: string): string | null => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set: (name: string, text: string): void => {
    try {
      if (allowed) {
        localStorage.setItem(name, text);
      }
    } catch {
      // Full, or forbidden.
    }
  },
  remove: (name: string): void => {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  },
  names: (prefix: string): string[] => {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    } catch {
      return [];
    }
  },
  wipe: (prefix: string): void => kept.names(prefix).forEach(kept.remove),
};

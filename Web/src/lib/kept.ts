/** What belongs to the user, by what its name begins with. */
const prefixes = ["draft.", "outbox.", "cached.", "collapsed.", "signed-in-before"] as const;
type Prefix = (typeof prefixes)[number];
export type KeptName = `${Prefix}${string}`;

let allowed = true;

/** Whether what belongs to the user may be stored in this browser. */
export const mayKeep = (): boolean => allowed;

/**
 * What belongs to the user in the browser's local storage, and the only way to it: all of it goes at sign-out, and nothing is
 * stored after that. Without storage, or with too little, things live as long as their page.
 */
export const kept = {
  get: (name: KeptName): string | null => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set: (name: KeptName, text: string): void => {
    try {
      if (allowed) {
        localStorage.setItem(name, text);
      }
    } catch {
      // Full, or forbidden.
    }
  },
  remove: (name: KeptName): void => {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  },
  names: <P extends KeptName>(prefix: P): `${P}${string}`[] => {
    try {
      return Object.keys(localStorage).filter((name): name is `${P}${string}` => name.startsWith(prefix));
    } catch {
      return [];
    }
  },
};

const tabName = "tab";
let tabId: string | null = null;

/** This tab, the same after a reload; the name of a later one sorts behind. */
export function tab(): string {
  if (tabId === null) {
    const fresh = `${Date.now().toString(36)}-${crypto.randomUUID()}`;
    try {
      tabId = sessionStorage.getItem(tabName) ?? fresh;
      if (allowed) {
        sessionStorage.setItem(tabName, tabId);
      }
    } catch {
      tabId = fresh; // Until it is reloaded.
    }
  }
  return tabId;
}

/** Called at sign-out: what arrives or is typed until the page goes is not stored any more. */
export function wipeKept(): void {
  allowed = false;
  prefixes.flatMap((prefix) => kept.names(prefix)).forEach(kept.remove);
  try {
    sessionStorage.removeItem(tabName);
  } catch {
    // Nothing was kept.
  }
}

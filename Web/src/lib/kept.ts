import { signal } from "@preact/signals";

/** What belongs to the user, by what its name begins with. */
const prefixes = ["draft.", "outbox.", "cached.", "collapsed.", "signed-in-before"] as const;
type Prefix = (typeof prefixes)[number];
export type KeptName = `${Prefix}${string}`;

/** Stands for a visitor of the demo: nothing that is kept under this name is stored, it lives as long as the page. */
export const passingOwner = "demo";
const isPassing = (name: string): boolean => name.startsWith(`draft.${passingOwner}.`) || name === `collapsed.${passingOwner}`;

let allowed = true;

/** What the browser did not store, for as long as this page lives. */
const unstored = new Map<KeptName, string>();
/** The smallest growth that was rejected; one of that size that is stored shows that there is room again. */
let rejectedGrowth = Infinity;

/** Whether the browser's storage is full or forbidden, so that something a person did or typed lives only as long as its page. */
export const storageFull = signal(false);

const isTyped = (name: KeptName): boolean => name.startsWith("draft.") || name.startsWith("outbox.");

function store(name: KeptName, text: string): void {
  if (isPassing(name)) {
    unstored.set(name, text);
    return;
  }
  let growth = text.length;
  try {
    growth -= localStorage.getItem(name)?.length ?? -name.length;
    localStorage.setItem(name, text);
    unstored.delete(name);
    if (growth >= rejectedGrowth) {
      rejectedGrowth = Infinity;
      storageFull.value = false;
    }
  } catch {
    unstored.set(name, text);
    if (isTyped(name)) {
      rejectedGrowth = Math.min(rejectedGrowth, growth);
      storageFull.value = true;
    }
  }
}

/** Whether what belongs to the user may be stored in this browser. */
export const mayKeep = (): boolean => allowed;

/**
 * What belongs to the user in the browser's local storage, and the only way to it: all of it goes at sign-out, and nothing is
 * stored after that. Without storage, or with too little, things live as long as their page.
 */
export const kept = {
  get: (name: KeptName): string | null => {
    try {
      return unstored.get(name) ?? localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set: (name: KeptName, text: string): void => {
    if (allowed) {
      store(name, text);
    }
  },
  remove: (name: KeptName): void => {
    unstored.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  },
  names: <P extends KeptName>(prefix: P): `${P}${string}`[] => {
    const starts = (name: string): name is `${P}${string}` => name.startsWith(prefix);
    try {
      return [...new Set([...Object.keys(localStorage), ...unstored.keys()])].filter(starts);
    } catch {
      return [...unstored.keys()].filter(starts);
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

import { kept, tab, type KeptName } from "./kept";

let owner = "";
/** The drafts of other tabs that are shown in this one, by their common name. */
const adopted = new Map<string, { slot: KeptName; text: string }>();

export interface Draft {
  get: () => string;
  set: (text: string) => void;
}

/** Says who is typing: a session that ends by itself leaves its drafts, and they are not for whoever signs in next. */
export function setDraftOwner(sub: string): void {
  owner = sub;
}

/**
 * A text being typed, kept in this browser until it is saved or emptied. Each tab has its own, so that two that are open do not
 * overwrite each other; a tab without one goes on with that of another, which is then its own.
 */
export function drafts(key: string): Draft {
  const name: KeptName = `draft.${owner}.${key}@`;
  const own: KeptName = `${name}${tab()}`;
  return {
    get: () => {
      const text = kept.get(own);
      const other = text === null ? kept.names(name).toSorted().at(-1) : undefined;
      if (other === undefined) {
        return text ?? "";
      }
      const found = { slot: other, text: kept.get(other) ?? "" };
      adopted.set(name, found);
      return found.text;
    },
    set: (text) => {
      const other = adopted.get(name);
      if (other !== undefined && kept.get(other.slot) === other.text) {
        kept.remove(other.slot);
      }
      adopted.delete(name);
      if (text === "") {
        kept.remove(own);
      } else {
        kept.set(own, text);
      }
    },
  };
}

/** Keeps a draft under another key: what it belongs to has been given its id. */
export function moveDraft(from: string, to: string): void {
  const text = from === to ? "" : drafts(from).get();
  if (text !== "") {
    drafts(to).set(text);
    drafts(from).set("");
  }
}

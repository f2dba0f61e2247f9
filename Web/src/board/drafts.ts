const prefix = "draft.";
let owner = "";

export interface Draft {
  get: () => string;
  set: (text: string) => void;
}

/** Says who is typing: a session that ends by itself leaves its drafts, and they are not for whoever signs in next. */
export function draftsOf(sub: string): void {
  owner = sub;
}

/** A text being typed, kept in this browser until it is saved or emptied. */
export function drafts(key: string): Draft {
  const name = `${prefix}${owner}.${key}`;
  return {
    get: () => {
      try {
        return localStorage.getItem(name) ?? "";
      } catch {
        return "";
      }
    },
    set: (text) => {
      try {
        if (text === "") {
          localStorage.removeItem(name);
        } else {
          localStorage.setItem(name, text);
        }
      } catch {
        // Without storage a draft lives as long as its field.
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

export function wipeDrafts(): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(prefix) || name.startsWith("collapsed.")) {
      localStorage.removeItem(name);
    }
  }
}

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drafts, draftsOf, wipeDrafts } from "./drafts";

let entries: Record<string, string>;
beforeEach(() => {
  entries = {};
  // Its entries are its own keys, as those of a browser's storage are.
  vi.stubGlobal("localStorage", new Proxy(entries, {
    get: (all, name) => {
      switch (name) {
        case "getItem": return (key: string) => all[key] ?? null;
        case "setItem": return (key: string, value: string) => void (all[key] = value);
        case "removeItem": return (key: string) => void delete all[key];
        default: return Reflect.get(all, name);
      }
    },
  }));
});
afterEach(() => vi.unstubAllGlobals());

test("a draft is for who typed it, also after somebody else", () => {
  draftsOf("ann");
  drafts("comment.1").set("Ann's");
  draftsOf("ben");
  expect(drafts("comment.1").get()).toBe("");
  draftsOf("ann");
  expect(drafts("comment.1").get()).toBe("Ann's");
});

test("signing out takes all of them", () => {
  draftsOf("ann");
  drafts("comment.1").set("Ann's");
  wipeDrafts();
  expect(entries).toEqual({});
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";
import { drafts, draftsOf, wipeDrafts } from "./drafts";

let entries: Record<string, string>;
beforeEach(() => {
  entries = {};
  vi.stubGlobal("localStorage", fakeStorage(entries));
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

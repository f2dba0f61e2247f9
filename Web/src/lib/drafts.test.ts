import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";

type Drafts = typeof import("./drafts");

let entries: Record<string, string>;
beforeEach(() => {
  entries = {};
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", fakeStorage(entries));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A tab, or the same again after a reload. */
async function openTab(session = fakeStorage(), sub = "ann"): Promise<{ drafts: Drafts["drafts"]; reload: () => ReturnType<typeof openTab> }> {
  vi.advanceTimersByTime(1_000);
  vi.stubGlobal("sessionStorage", session);
  vi.resetModules();
  const { drafts, setDraftOwner } = await import("./drafts");
  setDraftOwner(sub);
  drafts("other");
  return { drafts, reload: () => openTab(session, sub) };
}

test("a draft is for who typed it, also after another user", async () => {
  (await openTab()).drafts("comment.1").set("Ann's");
  expect((await openTab(fakeStorage(), "ben")).drafts("comment.1").get()).toBe("");
  expect((await openTab()).drafts("comment.1").get()).toBe("Ann's");
});

test("two tabs do not overwrite each other", async () => {
  const one = await openTab();
  const other = await openTab();
  one.drafts("comment.1").set("one");
  other.drafts("comment.1").set("other");
  one.drafts("comment.1").set("one more");
  expect((await other.reload()).drafts("comment.1").get()).toBe("other");
  expect((await one.reload()).drafts("comment.1").get()).toBe("one more");
});

test("a new tab goes on with what was left, which is gone when it is sent", async () => {
  (await openTab()).drafts("comment.1").set("left");
  const next = await openTab();
  expect(next.drafts("comment.1").get()).toBe("left");
  next.drafts("comment.1").set("left, and more");
  next.drafts("comment.1").set("");
  expect((await openTab()).drafts("comment.1").get()).toBe("");
});

test("what is typed on elsewhere meanwhile stays there", async () => {
  const one = await openTab();
  one.drafts("comment.1").set("one");
  const other = await openTab();
  other.drafts("comment.1").get();
  one.drafts("comment.1").set("one, and more");
  other.drafts("comment.1").set("");
  expect((await one.reload()).drafts("comment.1").get()).toBe("one, and more");
});

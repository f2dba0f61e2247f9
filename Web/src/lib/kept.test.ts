import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("localStorage", fakeStorage({ theme: "dark" }));
  vi.stubGlobal("sessionStorage", fakeStorage());
});

test("signing out takes what belongs to the user, and nothing is stored after it", async () => {
  const { kept, tab, wipeKept } = await import("./kept");
  tab();
  kept.set("draft.ann.x", "text");
  kept.set("outbox.ann/b/1", "{}");
  kept.set("collapsed.b", "[]");
  kept.set("signed-in-before", "yes");
  wipeKept();
  kept.set("draft.ann.x", "text");
  expect([Object.keys(localStorage), Object.keys(sessionStorage)]).toEqual([["theme"], []]);
});

test("what the browser does not store lives as long as the page, which says so until there is room", async () => {
  let room = 60;
  vi.stubGlobal("localStorage", fakeStorage({}, () => room));
  const { storageFull, kept } = await import("./kept");
  const said: boolean[] = [];
  storageFull.subscribe((full) => said.push(full));
  kept.set("draft.ann.x", "text");
  kept.set("draft.ann.x", "a longer text ".repeat(10));
  kept.set("outbox.ann/b/1", "a change ".repeat(20));
  // A smaller one that still goes in says nothing about the others.
  kept.set("draft.ann.y", "short");
  expect([localStorage.getItem("draft.ann.x"), kept.get("draft.ann.x"), kept.names("outbox.")]).toEqual(["text", "a longer text ".repeat(10), ["outbox.ann/b/1"]]);
  kept.remove("outbox.ann/b/1");
  expect([kept.get("outbox.ann/b/1"), said]).toEqual([null, [false, true]]);
  room = 1_000;
  kept.set("draft.ann.x", "a longer text ".repeat(11));
  expect([localStorage.getItem("draft.ann.x"), said]).toEqual(["a longer text ".repeat(11), [false, true, false]]);
});

test("which columns are folded may be forgotten without a word", async () => {
  vi.stubGlobal("localStorage", fakeStorage({}, () => 0));
  const { storageFull, kept, wipeKept } = await import("./kept");
  kept.set("collapsed.b", "[1]");
  expect([kept.get("collapsed.b"), storageFull.value]).toEqual(["[1]", false]);
  kept.set("draft.ann.x", "text");
  wipeKept();
  expect([kept.get("draft.ann.x"), kept.get("collapsed.b")]).toEqual([null, null]);
});

test("nothing of the user is stored in another way", () => {
  // The settings of the machine outlive a sign-out; the identity has a store of its own, which it empties.
  const others = new Set(["kept.ts", "settings.ts"]);
  const writes = sources().filter(({ name, text }) => !others.has(name) && /localStorage|sessionStorage\.setItem/.test(text.replaceAll(/sessionStorage\.setItem\(restartedKey/g, "")));
  expect(writes.map(({ name }) => name)).toEqual([]);
});

function sources(folder: string = join(import.meta.dirname, "..")): { name: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === "testing" ? [] : sources(path);
    }
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") ? [{ name: entry.name, text: readFileSync(path, "utf8") }] : [];
  });
}

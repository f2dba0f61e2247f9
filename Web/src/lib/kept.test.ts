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

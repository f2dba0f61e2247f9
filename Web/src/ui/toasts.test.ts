import { beforeEach, describe, expect, test, vi } from "vitest";

let held = false;
beforeEach(() => {
  held = false;
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("document", { querySelector: () => (held ? {} : null) });
});
const load = async () => {
  const { toast, shownToasts } = await import("./toasts");
  return { toast, texts: () => shownToasts.value.map(({ text }) => text) };
};

describe("a fourth toast", () => {
  test("pushes out the oldest message that asks for nothing", async () => {
    const { toast, texts } = await load();
    toast({ text: "error", kind: "error" });
    toast({ text: "with undo", action: { label: "Undo", run: () => undefined } });
    for (const text of ["a", "b", "c"]) {
      toast({ text });
    }
    expect(texts()).toEqual(["error", "with undo", "c"]);
  });

  test("is not there when it says what an error says already", async () => {
    const { toast, texts } = await load();
    for (const text of ["full", "full", "other", "full"]) {
      toast({ text, kind: "error" });
    }
    expect(texts()).toEqual(["other", "full"]);
  });

  test("pushes out no error", async () => {
    const { toast, texts } = await load();
    for (const text of ["1", "2", "3", "4"]) {
      toast({ text, kind: "error" });
    }
    toast({ text: "info" });
    expect(texts()).toEqual(["1", "2", "3", "4", "info"]);
  });
});

test("what another did is said once, by its toast", async () => {
  const { texts } = await load();
  const { announced } = await import("./announce");
  const { tellOthers } = await import("../board/history/sentences");
  const state = { cards: new Map(), columns: new Map(), members: new Map([["m2", { name: "You" }]]) };
  tellOthers({ state: { value: state, peek: () => state } } as never, [{ seq: 2, at: "", by: "m2", kind: "boardChanged" }]);
  expect([texts(), announced.value]).toEqual([["You changed the board."], ""]);
});

describe("a toast's time", () => {
  test("ends, an error's does not", async () => {
    const { toast, texts } = await load();
    toast({ text: "error", kind: "error" });
    toast({ text: "info" });
    vi.advanceTimersByTime(7_000);
    expect(texts()).toEqual(["error"]);
  });

  test("does not end under the pointer or the focus, nor right after", async () => {
    const { toast, texts } = await load();
    toast({ text: "info" });
    held = true;
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(["info"]);
    held = false;
    vi.advanceTimersByTime(999);
    expect(texts()).toEqual(["info"]);
    vi.advanceTimersByTime(3_000);
    expect(texts()).toEqual([]);
  });
});

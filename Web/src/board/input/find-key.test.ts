import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakePage } from "../../testing/fake-page";
import { openBoard } from "../../testing/open-board";

const page = fakePage();
const field = { focused: 0, focus: () => field.focused++, select: () => undefined };
const document = { activeElement: null as unknown, drawn: 2 };
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(field, { focused: 0 });
  Object.assign(document, { activeElement: null, drawn: 2 });
  Object.defineProperty(page.document, "activeElement", { configurable: true, get: () => document.activeElement });
  Object.assign(page.document, { querySelector: (selector: string) => (selector === "#board-search" ? field : null), querySelectorAll: () => ({ length: document.drawn }) });
  vi.stubGlobal("navigator", { languages: ["en"], userAgent: "X11; Linux" });
});

async function open() {
  const cards = ["A", "B", "C"].map((id) => ({ id, columnId: "x", rank: id, title: id, titleVersion: 1, version: 1 }));
  const board = await openBoard(page, {
    id: "b", seq: 1, info: { name: "Board" }, labels: new Map(), cards: new Map(cards.map((one) => [one.id, one])),
    columns: new Map([["x", { id: "x", name: "X", rank: "a", version: 1 }]]),
    members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
  });
  const { announced } = await import("../../ui/announce");
  announced.value = "";
  return { ...board, said: announced };
}

describe("the browser's find key", () => {
  test.each([
    ["f", { ctrlKey: true }, "X11; Linux", 1],
    ["ㄹ", { ctrlKey: true, code: "KeyF" }, "X11; Linux", 1],
    ["f", { metaKey: true }, "X11; Linux", 0],
    ["f", { metaKey: true }, "Macintosh", 1],
    ["f", { ctrlKey: true }, "Macintosh", 0],
    ["f", { ctrlKey: true, shiftKey: true }, "X11; Linux", 0],
    ["g", { ctrlKey: true }, "X11; Linux", 0],
  ])("%s with %j on %s focuses the board's search %i times", async (key, modifiers, userAgent, times) => {
    vi.stubGlobal("navigator", { languages: ["en"], userAgent });
    const { screen, close } = await open();
    const event = page.press(key, modifiers);
    expect([field.focused, event.defaultPrevented, screen.finding.value]).toEqual([times, times === 1, times === 1]);
    close();
  });

  test("is left to the browser in the search itself", async () => {
    const { close } = await open();
    document.activeElement = field;
    expect(page.press("f", { ctrlKey: true }).defaultPrevented).toBe(false);
    close();
  });

  test("is left to the browser where all cards are drawn", async () => {
    const { screen, close } = await open();
    document.drawn = 3;
    expect([page.press("f", { ctrlKey: true }).defaultPrevented, screen.finding.value]).toEqual([false, false]);
    close();
  });

  test("is explained once", async () => {
    const { said, close } = await open();
    page.press("f", { ctrlKey: true });
    expect(said.value).toContain("press Ctrl+F again");
    said.value = "";
    page.press("f", { ctrlKey: true });
    expect([said.value, field.focused]).toEqual(["", 2]);
    close();
  });
});

import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeElement, fakePage } from "../../testing/fake-page";
import { openBoard } from "../../testing/open-board";
import type { BoardState, Card } from "../model/model";

const onCard = new FakeElement();
const page = fakePage();
beforeEach(() => vi.useFakeTimers());

const boardOf = (cards: readonly Card[]): BoardState => ({
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(),
  columns: new Map([["x", { id: "x", name: "X", rank: "a", version: 1 }], ["y", { id: "y", name: "Y", rank: "b", version: 1, wipLimit: 1, wipPolicy: "block" }]]),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
  cards: new Map(cards.map((one) => [one.id, one])),
});
const card = (id: string, rank: string, more: Partial<Card> = {}): Card => ({ id, columnId: "x", rank, title: id, titleVersion: 1, version: 1, ...more });
const six = ["A1", "B1", "A2", "B2", "A3", "B3"].map((id, at) => card(id, `a${at}`, { priority: id.startsWith("A") ? "high" : "low" }));

async function open(cards: readonly Card[], query = "") {
  const { screen, commands, settle, close } = await openBoard(page, boardOf(cards), query);
  const { announced } = await import("../../ui/announce");
  const { shownToasts } = await import("../../ui/toasts");
  shownToasts.value = [];
  announced.value = "";
  const order = (): string => (screen.store.cards.value.get("x") ?? []).map(({ id }) => id).join(" ");
  const on = (cardId: string, ...keys: string[]): void => {
    screen.hovered.cardId = cardId;
    keys.forEach((key) => page.press(key, { target: onCard }));
  };
  return { screen, commands, settle, close, order, on, said: announced, toasts: shownToasts };
}

describe("the letter that archives", () => {
  test("says what it archived under a resting pointer and takes it back", async () => {
    const { screen, toasts, order, settle, commands, close } = await open(six);
    screen.hovered.cardId = "A2";
    page.press("c");
    await settle();
    expect(order()).toBe("A1 B1 B2 A3 B3");
    expect(toasts.value.map(({ text, action }) => [text, action?.label])).toEqual([["Archived “A2”.", "Undo"]]);
    toasts.value[0]?.action?.run();
    await settle();
    expect(commands.at(-1)).toEqual({ kind: "undo", seq: 2 });
    close();
  });

  test("does nothing while it is held down", async () => {
    const { screen, commands, close } = await open(six);
    screen.hovered.cardId = "A2";
    page.press("c", { repeat: true });
    expect(commands).toEqual([]);
    close();
  });
});

test("single-letter keys can be switched off, the others stay", async () => {
  const { letterKeys } = await import("../../i18n/settings");
  const { screen, commands, on, close } = await open(six);
  letterKeys.value = "off";
  for (const key of ["c", "m", ".", "n", "?", "q", "1"]) {
    on("A2", key);
  }
  expect([commands, screen.dialog.value, screen.adding.value, screen.filter.value.members]).toEqual([[], null, null, []]);
  on("A2", " ");
  expect(screen.grab.value?.cardId).toBe("A2");
  letterKeys.value = "on";
  close();
});

describe("carrying", () => {
  test.each([
    ["q=A", ["ArrowUp"], "A1 B1 A3 A2 B2 B3", "Dropped “A3” at position 2 of 3 in X."],
    ["q=A", ["ArrowUp", "ArrowUp"], "A3 A1 B1 A2 B2 B3", "Dropped “A3” at position 1 of 3 in X."],
    ["q=A", ["ArrowUp", "ArrowDown"], "A1 B1 A2 B2 A3 B3", "Dropped “A3” at position 3 of 3 in X."],
    ["lanes=priority", ["ArrowUp"], "A1 B1 A3 A2 B2 B3", "Dropped “A3” at position 2 of 3 in X."],
    ["", ["ArrowUp"], "A1 B1 A2 A3 B2 B3", "Dropped “A3” at position 4 of 6 in X."],
    ["q=A", [], "A1 B1 A2 B2 A3 B3", "Dropped “A3” at position 3 of 3 in X."],
  ])("with %s by %j steps over what is shown", async (query, keys, expected, said) => {
    const carrying = await open(six, query);
    carrying.on("A3", " ", ...keys, " ");
    await carrying.settle();
    expect([carrying.order(), carrying.said.value]).toEqual([expected, said]);
    carrying.close();
  });
});

test("a move into a full column says that it is full, not that it is done", async () => {
  const { on, said, toasts, close } = await open([...six, card("C", "c", { columnId: "y" })]);
  on("A1", ".");
  expect([said.value, toasts.value.map(({ text }) => text)]).toEqual(["", ["“Y” is full: its limit is 1. Finish one first."]]);
  close();
});

describe("the keys of a long column", () => {
  test.each([
    ["", "B1", "End", "B3"],
    ["", "A3", "Home", "A1"],
    ["", "A1", "PageDown", "B1"],
    ["", "A1", "PageUp", "A1"],
    ["", "B3", "PageDown", "B3"],
    ["q=A", "A1", "End", "A3"],
    ["lanes=priority", "A1", "End", "B3"],
  ])("with %j from %s by %s reach %s, which is not drawn", async (query, from, key, expected) => {
    const { screen, on, close } = await open(six, query);
    on(from, key);
    expect(screen.revealed.value).toBe(expected);
    close();
  });

  test("leave a card that is never drawn alone after a while", async () => {
    const { screen, on, close } = await open(six);
    on("A1", "End");
    await vi.advanceTimersByTimeAsync(500);
    expect(screen.revealed.value).toBe(null);
    close();
  });
});

test("the arrows step over a folded column", async () => {
  const { screen, on, close } = await open([...six, card("C", "c", { columnId: "y" })]);
  screen.toggleCollapsed("y");
  on("A1", "ArrowRight");
  expect(screen.revealed.value).toBe(null);
  screen.toggleCollapsed("y");
  on("A1", "ArrowRight");
  expect(screen.revealed.value).toBe("C");
  close();
});

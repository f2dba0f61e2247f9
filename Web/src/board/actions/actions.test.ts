import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakePage } from "../../testing/fake-page";
import { openBoard } from "../../testing/open-board";
import type { BoardState, Card, Role } from "../model/model";

const page = fakePage();
beforeEach(() => vi.useFakeTimers());

const card = (id: string, columnId: string, rank: string, more: Partial<Card> = {}): Card => ({ id, columnId, rank, title: id, titleVersion: 1, version: 1, ...more });
const boardOf = (role: Role): BoardState => ({
  id: "b", seq: 1, info: { name: "Board" },
  labels: new Map([["l1", { id: "l1", name: "Bug", colour: "red", version: 1 }]]),
  columns: new Map(["x", "y"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role, version: 1 }]]),
  cards: new Map([card("회의", "x", "a0", { number: 7 }), card("Second", "x", "a1"), card("Third", "x", "a2")].map((one) => [one.id, one])),
});

async function open(role: Role = "owner") {
  const opened = await openBoard(page, boardOf(role));
  const { boardActions } = await import("./board-actions");
  const { cardActions, contextMenu } = await import("./card-actions");
  const { paletteItems } = await import("./palette-items");
  const find = (query: string, cardId: string | null = null): string[] =>
    paletteItems(opened.screen, cardId === null ? null : opened.screen.store.state.value?.cards.get(cardId) ?? null, [{ id: "b2", name: "Other board" }], query)
      .flatMap(({ items }) => items.map(({ id }) => id));
  return { ...opened, boardActions, cardActions, contextMenu, find };
}

test("no shortcut belongs to two actions", async () => {
  const { screen, boardActions, cardActions, close } = await open();
  const keys = [...boardActions, ...cardActions(screen)].flatMap((action) => action.keys ?? []);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(new Set([...boardActions, ...cardActions(screen)].map(({ name }) => name)).size).toBe(boardActions.length + cardActions(screen).length);
  close();
});

describe("the palette", () => {
  test.each([
    ["ㅎㅇ", "card-회의"],
    ["#7", "card-회의"],
    ["swimlanes prio", "board.lanes-priority"],
    ["other", "board-b2"],
    ["shortcuts", "board.shortcuts"],
  ])("finds by %s", async (query, item) => {
    const { find, close } = await open();
    expect(find(query)).toContain(item);
    close();
  });

  test("offers what can be done to the card that it was opened on", async () => {
    const { find, close } = await open();
    expect(find("", "Second")).toEqual(expect.arrayContaining(["card.archive", "card.move-right", "card.move-first", "card.label-l1"]));
    expect(find("")).not.toContain("card.archive");
    close();
  });

  test("offers a viewer nothing that changes the board", async () => {
    const { find, close } = await open("viewer");
    expect(find("", "Second").filter((id) => id.startsWith("card."))).toEqual(["card.open", "card.copy-link"]);
    expect(find("")).not.toContain("board.new-card");
    close();
  });
});

test.each([
  ["card.move-first", "Third", "Third 회의 Second"],
  ["card.move-last", "회의", "Second Third 회의"],
  ["card.move-right", "Second", "회의 Third"],
])("%s", async (name, cardId, order) => {
  const { screen, contextMenu, settle, commands, close } = await open();
  const moved = screen.store.state.value?.cards.get(cardId);
  const action = contextMenu.flat().find((one) => one.name === name);
  if (moved !== undefined) {
    action?.perform(screen, moved);
  }
  await settle();
  expect(screen.store.cards.value.get("x")?.map(({ id }) => id).join(" ")).toBe(order);
  expect(commands).toHaveLength(1);
  close();
});

import { describe, expect, test } from "vitest";
import { columnPlace, dropCommand, isAt, isFull, placeAt, roomIn } from "./drop";
import type { BoardState, Card, Column } from "./model";

const card = (id: string, more: Partial<Card> = {}): Card => ({ id, columnId: "x", rank: id, title: id, titleVersion: 1, version: 1, ...more });
const full = ["1", "2", "3"].map((id) => card(id));

describe("placeAt", () => {
  test.each([
    ["9", { cardId: "2", edge: "before" }, { after: "1", before: "2" }],
    ["9", { cardId: "3", edge: "after" }, { after: "3", before: null }],
    ["9", { cardId: null, edge: "after" }, { after: "3", before: null }],
    ["2", { cardId: "3", edge: "before" }, { after: "1", before: "3" }],
    ["9", { cardId: "1", edge: "before" }, { after: null, before: "1" }],
  ] as const)("%s at %o", (moving, target, place) => {
    expect(placeAt(full, moving, target)).toEqual(place);
  });

  test("a drop where the card stands is no move", () => {
    expect(isAt(full, "2", placeAt(full, "2", { cardId: "3", edge: "before" }))).toBe(true);
    expect(isAt(full, "2", placeAt(full, "2", { cardId: "3", edge: "after" }))).toBe(false);
  });
});

describe("isFull", () => {
  const column: Column = { id: "x", name: "x", rank: "a", version: 1, wipLimit: 3, wipPolicy: "block" };
  test("rejects only at a limit that blocks", () => {
    expect([isFull(column, 2), isFull(column, 3), isFull({ ...column, wipPolicy: "warn" }, 9), isFull({ ...column, wipLimit: null }, 9)])
      .toEqual([false, true, false, false]);
  });
});

describe("dropCommand", () => {
  const state: BoardState = {
    id: "b", seq: 1, info: { name: "b" }, columns: new Map(), members: new Map(),
    labels: new Map(["l", "m"].map((id) => [id, { id, name: id, colour: "blue", version: 1 }])),
    cards: new Map([["1", card("1", { labels: ["l"] })], ["2", card("2")]]),
  };
  const cards = new Map([["x", [card("1"), card("2")]], ["y", []]]);

  test("changes the label when the card lands in another row", () => {
    expect(dropCommand(state, cards, "1", { columnId: "y", lane: "m", cardId: null, edge: "after" }, "label")).toEqual(
      { kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null }, lane: { by: "label", from: "l", to: "m" } },
    );
  });

  test("does nothing for a card that has gone or stays", () => {
    expect(dropCommand(state, cards, "9", { columnId: "y", lane: "", cardId: null, edge: "after" }, "none")).toBeNull();
    expect(dropCommand(state, cards, "1", { columnId: "x", lane: "", cardId: "2", edge: "before" }, "none")).toBeNull();
  });
});

test("columnPlace", () => {
  const columns = ["a", "b", "c"].map((id): Column => ({ id, name: id, rank: id, version: 1 }));
  expect(columnPlace(columns, "a", "c", "after")).toEqual({ after: "c", before: null });
  expect(columnPlace(columns, "c", "a", "before")).toEqual({ after: null, before: "a" });
});

describe("roomIn", () => {
  const stateOf = (column: Partial<Column>): BoardState => ({
    id: "b", seq: 1, info: { name: "b" }, labels: new Map(), members: new Map(), cards: new Map(full.map((one) => [one.id, one])),
    columns: new Map([["x", { id: "x", name: "x", rank: "a", version: 1, ...column }]]),
  });
  test("is that of the board, or of a column whose limit blocks", () => {
    expect([roomIn(stateOf({}), "x"), roomIn(stateOf({ wipLimit: 5, wipPolicy: "warn" }), "x")]).toEqual([4_997, 4_997]);
    expect([roomIn(stateOf({ wipLimit: 5, wipPolicy: "block" }), "x"), roomIn(stateOf({ wipLimit: 2, wipPolicy: "block" }), "x")]).toEqual([2, 0]);
  });
});

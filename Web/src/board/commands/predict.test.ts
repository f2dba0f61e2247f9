import { describe, expect, test } from "vitest";
import type { BoardState, Card } from "../model/model";
import { cardsByColumn } from "../model/order";
import { predict } from "./table";

const card = (id: string, columnId: string, rank: string): Card => ({ id, columnId, rank, title: id, titleVersion: 1, version: 1 });
const state: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(), members: new Map(),
  columns: new Map(["x", "y"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  cards: new Map([card("1", "x", "a0"), card("2", "x", "a1"), card("3", "y", "a0")].map((one) => [one.id, one])),
};
const shown = (next: BoardState): Record<string, string[]> =>
  Object.fromEntries([...cardsByColumn(next, new Map())].map(([id, cards]) => [id, cards.map((one) => one.id)]));

describe("predict", () => {
  test("moves a card between its named neighbours", () => {
    expect(shown(predict(state, [{ kind: "moveCard", cardId: "3", columnId: "x", place: { after: "1", before: "2" } }])))
      .toEqual({ x: ["1", "3", "2"], y: [] });
    expect(shown(predict(state, [{ kind: "moveCard", cardId: "1", columnId: "y", place: { after: "3", before: null } }])))
      .toEqual({ x: ["2"], y: ["3", "1"] });
  });

  test("takes a card away, and the cards of a deleted column along", () => {
    expect(shown(predict(state, [{ kind: "archiveCard", cardId: "1" }]))).toEqual({ x: ["2"], y: ["3"] });
    expect(shown(predict(state, [{ kind: "deleteColumn", columnId: "y", moveTo: "x" }]))).toEqual({ x: ["1", "3", "2"] });
  });

  test("leaves the number of a new card to the server, that of a copy, too", () => {
    const numbered = { ...state, cards: new Map(state.cards).set("1", { ...card("1", "x", "a0"), number: 7 }) };
    const place = { after: "1", before: null };
    expect(predict(numbered, [{ kind: "copyCard", cardId: "1", copyId: "new-1", columnId: "x", place }]).cards.get("new-1")?.number).toBeNull();
    expect(predict(numbered, [{ kind: "moveCard", cardId: "1", columnId: "y", place }]).cards.get("1")?.number).toBe(7);
  });

  test("sets only the given fields", () => {
    const next = predict(state, [{ kind: "setCard", cardId: "1", fields: { due: "2026-01-02" } }]);
    expect(next.cards.get("1")).toEqual({ ...card("1", "x", "a0"), due: "2026-01-02" });
  });

  test("sets and clears what describes the board", () => {
    const described = predict(state, [{ kind: "setBoard", fields: { description: "What for", colour: "teal" } }]);
    expect(described.info).toEqual({ name: "Board", description: "What for", colour: "teal" });
    expect(predict(described, [{ kind: "setBoard", fields: { colour: null } }]).info).toEqual({ name: "Board", description: "What for", colour: null });
  });

  test("sets of a label what is given", () => {
    const labelled = { ...state, labels: new Map([["l", { id: "l", name: "Bug", colour: "rose", version: 1 }]]) };
    expect(predict(labelled, [{ kind: "setLabel", labelId: "l", fields: { colour: "teal" } }]).labels.get("l")).toEqual({ id: "l", name: "Bug", colour: "teal", version: 1 });
    expect(predict(state, [{ kind: "setLabel", labelId: "l", fields: { colour: "teal" } }]).labels.size).toBe(0);
  });

  test("leaves the state alone when the card has gone", () => {
    expect(predict(state, [{ kind: "renameCard", cardId: "9", title: "x", version: 1 }])).toBe(state);
  });
});

test("cardsByColumn keeps the array of a column in which nothing changed", () => {
  const before = cardsByColumn(state, new Map());
  const after = cardsByColumn(predict(state, [{ kind: "renameCard", cardId: "1", title: "new", version: 1 }]), before);
  expect(after.get("y")).toBe(before.get("y"));
  expect(after.get("x")).not.toBe(before.get("x"));
});

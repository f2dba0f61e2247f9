import { describe, expect, test } from "vitest";
import { applyEvent, applyEvents } from "./apply";
import type { BoardEvent, BoardState, Card } from "./model";

const card = (id: string, more: Partial<Card> = {}): Card => ({ id, columnId: "a", rank: "a0", title: id, titleVersion: 1, version: 1, ...more });
const state: BoardState = {
  id: "b", seq: 5, info: { name: "Board" }, columns: new Map(), labels: new Map(), members: new Map(),
  cards: new Map([["c", card("c", { version: 7 })], ["d", card("d")]]),
};
const event = (seq: number, more: Partial<BoardEvent> = {}): BoardEvent => ({ seq, at: "", kind: "x", ...more });
const changed = (after: Card): BoardEvent["cards"] => [{ id: after.id, after }];

describe("applyEvent", () => {
  test("leaves an entity alone that carries a later version", () => {
    const next = applyEvent(state, event(6, { cards: changed(card("c", { title: "old", version: 6 })) }));
    expect(next.cards.get("c")?.title).toBe("c");
    expect(next.seq).toBe(6);
  });

  test("removes what is gone or archived", () => {
    expect(applyEvent(state, event(6, { cards: [{ id: "d", after: null }] })).cards.has("d")).toBe(false);
    expect(applyEvent(state, event(6, { cards: changed(card("d", { archived: true, version: 6 })) })).cards.has("d")).toBe(false);
  });

  test("ignores an event that is known", () => {
    expect(applyEvent(state, event(5, { board: { id: "b", after: { name: "New" } } }))).toBe(state);
  });
});

describe("applyEvents", () => {
  test("stops before the first missing number", () => {
    const next = applyEvents(state, [event(6), event(8, { cards: changed(card("e")) })]);
    expect([next.seq, next.cards.has("e")]).toEqual([6, false]);
  });
});

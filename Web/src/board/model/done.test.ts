import { expect, test } from "vitest";
import { isDone, tickTarget } from "./done";
import { matcher, noFilter } from "./filter";
import type { Card, Column } from "./model";

const column = (id: string, done = false, closing = false): Column => ({ id, name: id, rank: id, version: 1, ...(done ? { done } : {}), ...(closing ? { closing: {} } : {}) });
const card = (columnId: string, due: string | null = null): Card => ({ id: columnId, columnId, rank: "a", title: columnId, titleVersion: 1, version: 1, due });

test.each([
  ["to the done column on the right", [column("a"), column("b"), column("c", true)], "a", "c"],
  ["to the nearest of several", [column("a"), column("b", true), column("c", true)], "a", "b"],
  ["to one on the left where none is on the right", [column("a", true), column("b")], "b", "a"],
  ["not to one that is being deleted", [column("a"), column("b", true, true), column("c", true)], "a", "c"],
  ["back to the open column before", [column("a"), column("b"), column("c", true)], "c", "b"],
  ["to an open one behind where none is before", [column("a", true), column("b")], "a", "b"],
  ["nowhere without a done column", [column("a"), column("b")], "a", null],
  ["nowhere without an open one", [column("a", true)], "a", null],
  ["nowhere from a column that is gone", [column("a", true)], "z", null],
] as const)("a tick takes a card %s", (_, columns, from, to) => {
  expect(tickTarget(columns, from)?.id ?? null).toBe(to);
});

test("cards of a done column are not overdue", () => {
  const columns = new Map([column("a"), column("c", true)].map((one) => [one.id, one]));
  const late = matcher({ ...noFilter, due: "overdue" }, { labels: new Map(), members: new Map(), columns }, new Date(2026, 10, 28));

  expect([card("a", "2026-11-27"), card("c", "2026-11-27")].map(late)).toEqual([true, false]);
  expect([card("a"), card("c")].map((one) => isDone(one, columns))).toEqual([false, true]);
});

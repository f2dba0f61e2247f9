import { expect, test } from "vitest";
import type { BoardSummary } from "../board/sync/boards-api";
import { groupBoards } from "./boards";

const board = (id: string, more: Partial<BoardSummary> = {}): BoardSummary => ({
  id, name: id, colour: null, role: "owner", starred: false, archived: false, cards: 0, members: 1, changedAt: id, ...more,
});

test("groups boards, the last changed first", () => {
  const { starred, others, archived } = groupBoards([board("1"), board("2", { starred: true }), board("3"), board("4", { archived: true, starred: true })]);
  expect([starred, others, archived].map((group) => group.map(({ id }) => id))).toEqual([["2"], ["3", "1"], ["4"]]);
});

import { expect, test } from "vitest";
import type { BoardSummary } from "../board/sync/boards-api";
import { boardsNamed, groupBoards } from "./boards";

const board = (id: string, more: Partial<BoardSummary> = {}): BoardSummary => ({
  id, name: id, colour: null, role: "owner", starred: false, archived: false, cards: 0, members: 1, changedAt: id, ...more,
});

test("groups boards, the last changed first", () => {
  const { starred, others, archived } = groupBoards([board("1"), board("2", { starred: true }), board("3"), board("4", { archived: true, starred: true })]);
  expect([starred, others, archived].map((group) => group.map(({ id }) => id))).toEqual([["2"], ["3", "1"], ["4"]]);
});

test.each([["", 3], ["plan", 1], ["PLAN  spring", 1], ["ㅊㅅ", 1], ["nothing", 0]])("boards named %j are %d", (typed, count) => {
  const boards = [board("1", { name: "Spring plan" }), board("2", { name: "봄 출시" }), board("3", { name: "Team" })];
  expect(boardsNamed(boards, typed)).toHaveLength(count);
});

import { expect, test } from "vitest";
import type { BoardEvent } from "./model";
import { createSteps, noUndo, recordEvent, type UndoStacks } from "./undo";

const event = (seq: number, more: Partial<BoardEvent> = {}): BoardEvent => ({ seq, at: "", by: "me", kind: "cardMoved", ...more });
const seqs = ({ undo, redo }: UndoStacks): number[][] => [undo.map((one) => one.seq), redo.map((one) => one.seq)];
const record = (...events: BoardEvent[]): number[][] => seqs(events.reduce((stacks, one) => recordEvent(stacks, one, "me"), noUndo));

test("steps of others are not mine to undo", () => {
  expect(record(event(1, { by: "you" }), event(2, { by: null }), event(3))).toEqual([[3], []]);
});

test("undo moves a step to redo, redo moves it back", () => {
  expect(record(event(1), event(2), event(3, { undoes: 2 }))).toEqual([[1], [3]]);
  expect(record(event(1), event(2), event(3, { undoes: 2 }), event(4, { undoes: 3 }))).toEqual([[1, 4], []]);
});

test("a new step empties redo", () => {
  expect(record(event(1), event(2, { undoes: 1 }), event(3))).toEqual([[3], []]);
});

test("the removal of a member is mine to undo", () => {
  expect(record(event(1, { kind: "memberRemoved" }), event(2, { kind: "assignmentsEnded" }))).toEqual([[1], []]);
  expect(record(event(1, { kind: "memberRemoved" }), event(2, { undoes: 1 }), event(3, { kind: "assignmentsRestored" }))).toEqual([[], [2]]);
});

test("what cannot be undone is left out", () => {
  expect(record(event(1, { kind: "cardDeleted" }), event(2, { kind: "memberJoined" }))).toEqual([[], []]);
});

test("the order of the log counts, whatever is heard of first", () => {
  const log = [event(1), event(2), event(3, { undoes: 2 }), event(4, { by: "you" }), event(5, { undoes: 3 }), event(6, { undoes: 1 })];
  for (const heard of [[log], [log.slice(2), log.slice(0, 2)], [log.slice(3), log], log.toReversed().map((one) => [one])]) {
    const steps = createSteps();
    heard.forEach((events) => steps.add(events, "me"));
    expect(seqs(steps.stacks.value)).toEqual(record(...log));
  }
});

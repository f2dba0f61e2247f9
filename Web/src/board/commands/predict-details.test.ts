// @vitest-environment node
import { expect, test } from "vitest";
import type { CardDetails } from "../model/details";
import { predictDetails } from "./table";
import type { TextCommand } from "../model/text-commands";

const details: CardDetails = {
  description: { text: "before", version: 3 },
  checklists: [{ id: "l", title: "List", version: 4, entries: [{ id: "a", text: "A", done: false }, { id: "b", text: "B", done: false }, { id: "c", text: "C", done: true }] }],
  comments: [{ id: "k", by: "m2", at: "2031-05-04T10:00:00Z", text: "first" }],
};
const entries = (command: TextCommand): string[] | undefined => predictDetails(details, command, "m1").checklists[0]?.entries.map(({ text }) => text);
const set = (fields: (TextCommand & { kind: "setEntry" })["fields"], entryId = "a"): TextCommand => ({ kind: "setEntry", cardId: "1", checklistId: "l", entryId, fields });

test.each([[0, ["C", "A", "B"]], [1, ["A", "C", "B"]], [2, ["A", "B", "C"]], [9, ["A", "B", "C"]]])("the last entry moved to place %i", (position, expected) => {
  expect(entries(set({ position }, "c"))).toEqual(expected);
});

test("an entry keeps its place when only its fields change", () => {
  expect(predictDetails(details, set({ done: true, assignee: "m2" }), "m1").checklists[0]?.entries[0]).toEqual({ id: "a", text: "A", done: true, assignee: "m2" });
});

test("an entry of a list that has gone changes nothing", () => {
  expect(entries({ ...set({ done: true }), entryId: "z" } as TextCommand)).toEqual(["A", "B", "C"]);
});

test("what has arrived meanwhile is not added again", () => {
  const add: TextCommand = { kind: "addComment", cardId: "1", commentId: "new-1", text: "second", mentions: [] };
  const once = predictDetails(details, add, "m1");
  expect(once.comments.map(({ by, text }) => [by, text])).toEqual([["m2", "first"], ["m1", "second"]]);
  expect(predictDetails(once, add, "m1")).toEqual(once);
});

test("a tick shows in the text as it is now", () => {
  const tick: TextCommand = { kind: "tickTask", cardId: "1", task: { text: "a", nth: 0 }, done: true, text: "- [x] a", version: 3 };
  const textOf = (text: string) => predictDetails({ ...details, description: { text, version: 4 } }, tick, "m1").description;
  expect(textOf("new\n- [ ] a")).toEqual({ text: "new\n- [x] a", version: 4 });
  expect(textOf("gone")).toEqual({ text: "gone", version: 4 });
});

test("a comment shows whom it names as it is written and edited", () => {
  const once = predictDetails(details, { kind: "addComment", cardId: "1", commentId: "new-1", text: "x", mentions: ["m2"] }, "m1");
  expect(once.comments.at(-1)?.mentions).toEqual(["m2"]);
  expect(predictDetails(once, { kind: "editComment", cardId: "1", commentId: "new-1", text: "x", mentions: [] }, "m1").comments.at(-1)?.mentions).toEqual([]);
});

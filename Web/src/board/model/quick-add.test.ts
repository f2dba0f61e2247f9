import { describe, expect, test } from "vitest";
import { memberWord, parseQuickAdd, tokenAt } from "./quick-add";

const context = {
  labels: [{ id: "l1", name: "Bug" }, { id: "l2", name: "문서 작업" }, { id: "l3", name: "Bugfix" }],
  members: [{ id: "m1", name: "Ada Lovelace" }, { id: "m2", name: "김민수" }],
  now: new Date(2026, 10, 24), // a Tuesday
};
const empty = { labels: [], assignees: [], due: null, priority: null };

test.each([
  ["Plain title", { ...empty, title: "Plain title" }],
  ["Fix it #bug @ada ^tomorrow !high", { title: "Fix it", labels: ["l1"], assignees: ["m1"], due: "2026-11-25", priority: "high" }],
  ["#문서 회의록 @김민 ^금 !긴급", { title: "회의록", labels: ["l2"], assignees: ["m2"], due: "2026-11-27", priority: "urgent" }],
  ["fix #12 and a@b.c ^x !wow #", { ...empty, title: "fix #12 and a@b.c ^x !wow #" }],
  ["#bugfix x", { ...empty, title: "x", labels: ["l3"] }],
  ["x ^화", { ...empty, title: "x", due: "2026-12-01" }],
  ["x ^1/2 ^+3", { ...empty, title: "x", due: "2026-11-27" }],
  ["x ^2/29", { ...empty, title: "x ^2/29" }],
  ["x ^2027-01-05 !!!", { ...empty, title: "x", due: "2027-01-05", priority: "urgent" }],
])("%s", (text, expected) => {
  expect(parseQuickAdd(text, context)).toEqual(expected);
});

test("tokenAt finds the token at the caret only", () => {
  expect(tokenAt("a #bu", 5)).toEqual({ kind: "#", typed: "bu", start: 2 });
  expect(tokenAt("a #bu b", 7)).toBeNull();
  expect(tokenAt("a@b", 3)).toBeNull();
  expect(tokenAt("@", 1)).toEqual({ kind: "@", typed: "", start: 0 });
});

describe("a member", () => {
  const members = [{ id: "5", name: "ann" }, { id: "6", name: "anna" }, { id: "7", name: "Ann" }, { id: "8", name: "bob" }, { id: "9", name: "Bo Li" }];
  const assigned = (text: string) => parseQuickAdd(text, { labels: [], members, now: context.now });

  test.each([["x @anna", ["6"]], ["x @boli", ["9"]], ["x @bol", ["9"]], ["x @ann:7", ["7"]], ["x @ANN:5 @bob", ["5", "8"]]])("%s", (text, assignees) => {
    expect(assigned(text)).toMatchObject({ title: "x", assignees });
  });

  test.each(["x @ann", "x @an", "x @bo", "x @annabel", "x @ann:6"])("%s means nobody for sure, and stays in the title", (text) => {
    expect(assigned(text)).toMatchObject({ title: text, assignees: [] });
  });

  test("is written so that exactly that one is meant", () => {
    for (const member of members) {
      expect(assigned(`x @${memberWord(member, members)}`).assignees).toEqual([member.id]);
    }
    expect(members.map((one) => memberWord(one, members))).toEqual(["ann:5", "anna", "Ann:7", "bob", "BoLi"]);
  });
});

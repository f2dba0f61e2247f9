import { describe, expect, test } from "vitest";
import { filterOf, isActive, matcher, noFilter, withFilter, type Filter } from "./filter";
import { laneOf } from "./lanes";
import type { Card } from "./model";

const state = {
  columns: new Map(),
  labels: new Map([["l1", { id: "l1", name: "버그", colour: "rose", version: 1 }]]),
  members: new Map([["m1", { id: "m1", sub: "s", name: "Ada", role: "editor" as const, version: 1 }]]),
};
const card: Card = {
  id: "c", number: 12, columnId: "x", rank: "a0", title: "회의 준비", titleVersion: 1, version: 1,
  labels: ["l1"], assignees: ["m1"], due: "2026-11-24", priority: "high",
};
const now = new Date(2026, 10, 24, 15);
const passes = (filter: Partial<Filter>, one: Card = card): boolean => matcher({ ...noFilter, ...filter }, state, now)(one);

test("a card of former members alone is nobody's, as in the lanes and on its face", () => {
  const left = { ...card, assignees: ["gone"] };
  expect(passes({ members: ["-"] }, left)).toBe(true);
  expect(laneOf({ ...state, id: "b", seq: 1, info: { name: "b" }, cards: new Map() }, left, "assignee")).toBe("");
  expect(passes({ members: ["-"] }, { ...card, assignees: ["gone", "m1"] })).toBe(false);
});

describe("matcher", () => {
  test.each<[Partial<Filter>, boolean]>([
    [{}, true],
    [{ text: "ㅎㅇ" }, true],
    [{ text: "ada 버" }, true],
    [{ text: "bob" }, false],
    [{ text: "#12" }, true],
    [{ text: "12" }, true],
    [{ text: "회의 #12" }, true],
    [{ text: "#1" }, false],
    [{ text: "#123" }, false],
    [{ text: "bob 12" }, false],
    [{ labels: ["l1", "l2"] }, true],
    [{ labels: ["l2"] }, false],
    [{ members: ["-"] }, false],
    [{ members: ["-", "m1"] }, true],
    [{ members: ["m2"] }, false],
    [{ priorities: ["urgent"] }, false],
    [{ due: "today" }, true],
    [{ due: "week" }, true],
    [{ due: "overdue" }, false],
    [{ due: "none" }, false],
    [{ labels: ["l1"], due: "overdue" }, false],
  ])("%o → %s", (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });

  test("finds a number in a title, too", () => {
    const { number: _number, ...unnumbered } = card;
    expect(passes({ text: "#7" }, { ...unnumbered, title: "Like #7" })).toBe(true);
    expect(passes({ text: "undefined" }, unnumbered)).toBe(false);
  });

  test("finds cards of nobody and without a date", () => {
    const { due: _due, assignees: _assignees, ...bare } = card;
    expect(passes({ members: ["-"], due: "none" }, bare)).toBe(true);
  });
});

describe("address", () => {
  test("holds a filter and gives it back", () => {
    const filter: Filter = { text: "ㅎㅇ & #", labels: ["l1", "l2"], members: ["-"], priorities: ["high"], due: "week" };
    const query = withFilter(new URLSearchParams("lanes=label"), filter);
    expect(filterOf(new URLSearchParams(query.toString()))).toEqual(filter);
    expect(query.get("lanes")).toBe("label");
  });

  test("is free of an empty filter and forgives nonsense", () => {
    expect(withFilter(new URLSearchParams("q=x"), noFilter).toString()).toBe("");
    expect(filterOf(new URLSearchParams("due=never&priority=a,b"))).toEqual(noFilter);
    expect(isActive(noFilter)).toBe(false);
  });
});

import { expect, test } from "vitest";
import { leftBehind, nameOf, sameNames } from "./left-behind";
import type { Card, Label, Member } from "./model";

const label = (id: string, name: string, colour = "red"): Label => ({ id, name, colour, version: 1 });
const member = (id: string, sub: string): Member => ({ id, sub, name: sub, role: "editor", version: 1 });
const byId = <T extends { id: string }>(...all: T[]): ReadonlyMap<string, T> => new Map(all.map((one) => [one.id, one]));
const card: Card = { id: "c", columnId: "x", rank: "a0", title: "Card", titleVersion: 1, version: 1 };
const here = {
  labels: byId(label("1", "Bug"), label("2", "Idea"), label("3", "", "red"), label("4", "", "blue"), label("5", "Idea", "blue")),
  members: byId(member("1", "ann"), member("2", "ben")),
};

test("labels stay behind that the other board has under no such name, or colour where they have none", () => {
  const there = { labels: [label("9", "Bug", "blue"), label("8", "", "red"), label("7", "idea")], members: [] };
  const { labels } = leftBehind({ ...card, labels: ["1", "2", "3", "4", "5", "gone"] }, here, there);
  expect(labels.map(({ id }) => id)).toEqual(["2", "4"]);
});

test("people stay behind who are no members there, whatever their ids are", () => {
  const there = { labels: [], members: [member("2", "ann"), member("1", "cho")] };
  expect(leftBehind({ ...card, assignees: ["1", "2", "gone"] }, here, there).people.map(({ sub }) => sub)).toEqual(["ben"]);
});

test("a card with nothing on it leaves nothing", () => {
  expect(leftBehind(card, here, { labels: [], members: [] })).toEqual({ labels: [], people: [] });
});

test("names that several boards have are known, whatever the blanks and letters", () => {
  const boards = [{ name: "Board" }, { name: "board " }, { name: "Other" }];
  expect(boards.filter(({ name }) => sameNames(boards).has(nameOf(name)))).toEqual([{ name: "Board" }, { name: "board " }]);
});

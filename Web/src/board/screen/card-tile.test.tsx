// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rendered } from "../../testing/rendered";
import { byId, type Card, type Column, type Label, type Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { CardTile } from "./card-tile";

let shown: ReturnType<typeof rendered> | null = null;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 1, 1, 12) });
});
afterEach(() => {
  shown?.remove();
  vi.useRealTimers();
});

const columns: Column[] = [{ id: "x", name: "To do", rank: "a", version: 1 }, { id: "y", name: "Done", rank: "b", version: 1, done: true }];
const members: Member[] = ["Ann", "Ben", "Cho", "Dan", "Eun"].map((name, at) => ({ id: `m${at}`, sub: name, name, role: "editor", version: 1 }));
const labels: Label[] = [{ id: "l1", name: "Bug", colour: "red", version: 1 }];
const full: Card = {
  id: "k", columnId: "x", rank: "a", title: "Write", titleVersion: 1, version: 3, number: 7, labels: ["l1", "gone"], assignees: ["m0", "m1", "m2", "m3", "m4"],
  due: "2026-01-01", priority: "high", estimate: 0, description: 12, comments: 3, checklists: 1, entries: 2, entriesDone: 2, rule: "r",
};

async function show(card: Card) {
  const screen = {
    store: { boardId: "b", realId: (id: string) => id }, columns: signal(byId(columns)), members: signal(byId(members)), labels: signal(byId(labels)),
    grab: signal(null), dragging: signal(null), mayEdit: signal(true), ticks: signal(true), hovered: { cardId: null },
  } as unknown as BoardScreen;
  shown = rendered(<ul><CardTile card={card} screen={screen} position={2} count={9} top={null} /></ul>);
  await shown.show();
  return shown;
}

test("CardTile_FullCard_ShowsEachFact", async () => {
  const { texts, find } = await show(full);
  expect(texts(".card-labels li")).toEqual(["Bug"]);
  expect(texts(".card-number, .fact:not(time)")).toEqual(["#7", "High", "0 pt", "", "", "2/2", "3"]);
  expect(texts(".card-people .avatar-more, .card-people .visually-hidden")).toEqual(["+2", "Ann, Ben, Cho, Dan, Eun"]);
  expect([find("li.card").getAttribute("aria-posinset"), find("a").getAttribute("href")]).toEqual(["2", "/b/b/c/k"]);
});

test("CardTile_PlainCard_HasNoRowOfFacts", async () => {
  const { texts } = await show({ id: "k", columnId: "x", rank: "a", title: "Write", titleVersion: 1, version: 3 });
  expect(texts(".card-foot, .card-labels")).toEqual([]);
});

test.each([
  ["x", "2026-01-31", "fact fact-late"],
  ["x", "2026-02-01", "fact fact-soon"],
  ["x", "2026-02-09", "fact "],
  ["y", "2026-01-31", "fact "],
])("CardTile_In%s_Due%s_Is%j", async (columnId, due, kind) => {
  const { find } = await show({ ...full, columnId, due });
  expect([find("time").className, find("li.card").classList.contains("card-done"), find("[role=checkbox]").getAttribute("aria-checked")])
    .toEqual([kind, columnId === "y", String(columnId === "y")]);
});

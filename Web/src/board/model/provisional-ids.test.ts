import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import { drafts } from "../../lib/drafts";
import { fakePage } from "../../testing/fake-page";
import { openBoard } from "../../testing/open-board";
import { provisionalId } from "./commands";
import type { BoardState } from "./model";

const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(), cards: new Map(),
  columns: new Map([["x", { id: "x", name: "x", rank: "a", version: 1 }]]),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
};
const page = fakePage();
beforeEach(() => vi.useFakeTimers());

test("what was begun on a new column goes on when the column gets its real id", async () => {
  const { screen, settle, close } = await openBoard(page, board);
  const columnId = provisionalId();
  void screen.store.run({ kind: "createColumn", columnId, name: "New", place: { after: "x", before: null } });
  screen.adding.value = columnId;
  screen.toggleCollapsed(columnId);
  drafts(`add.b.${columnId}`).set("typed at once");

  await settle();

  const real = screen.store.columns.value.at(-1)?.id ?? "";
  expect(real).not.toBe(columnId);
  expect([screen.adding.value, [...screen.collapsed.value], drafts(`add.b.${real}`).get(), drafts(`add.b.${columnId}`).get()])
    .toEqual([real, [real], "typed at once", ""]);
  close();
});

test("a new card that is carried, dragged or under the pointer stays so when it gets its real id", async () => {
  const { screen, settle, close } = await openBoard(page, board);
  const cardId = provisionalId();
  const card = { title: "New", labels: [], assignees: [], due: null, priority: null };
  void screen.store.run({ kind: "createCard", cardId, columnId: "x", place: { after: null, before: null }, card });
  screen.grab.value = { cardId, columnId: "x", index: 0, command: { kind: "moveCard", cardId, columnId: "x", place: { after: null, before: null } } };
  screen.dragging.value = cardId;
  screen.hovered.cardId = cardId;

  await settle();

  const real = screen.store.cards.value.get("x")?.[0]?.id ?? "";
  expect(real).not.toBe(cardId);
  expect([screen.grab.value.cardId, screen.grab.value.command, screen.dragging.value, screen.hovered.cardId])
    .toEqual([real, { kind: "moveCard", cardId: real, columnId: "x", place: { after: null, before: null } }, real, real]);
  close();
});

test("a filter by a new label goes on when the label gets its real id", async () => {
  const { screen, settle, close } = await openBoard(page, board);
  const labelId = provisionalId();
  void screen.store.run({ kind: "createLabel", labelId, name: "New", colour: "blue" });
  screen.setFilter({ ...screen.filter.peek(), labels: [labelId] });

  await settle();

  expect(screen.filter.value.labels).toEqual([...screen.labels.value.keys()]);
  close();
});

/** An element keyed by an id that the server replaces is thrown away with the field in it. */
test("no column or card is keyed by its id", () => {
  const found = ["card", "screen"].flatMap((folder) => readdirSync(new URL(`../${folder}`, import.meta.url))
    .filter((name) => name.endsWith(".tsx"))
    .flatMap((name) => readFileSync(new URL(`../${folder}/${name}`, import.meta.url), "utf8").match(/<(?:Column|Card|Lane)\w+[^>]*key=\{(?:column|card|lane)\.\w+\}/g) ?? []));
  expect(found).toEqual([]);
});

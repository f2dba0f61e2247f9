import { beforeEach, expect, test, vi } from "vitest";
import { drafts } from "../../lib/drafts";
import { rejected } from "../../testing/fake-board-api";
import { fakePage } from "../../testing/fake-page";
import { fakeStorage } from "../../testing/fake-storage";
import { openBoard } from "../../testing/open-board";
import { provisionalId } from "../model/commands";
import type { BoardState } from "../model/model";

const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(), cards: new Map(),
  columns: new Map(["x", "y", "z"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }], ["m2", { id: "m2", sub: "you", name: "You", role: "editor", version: 1 }]]),
};
const page = fakePage();
const draftOf = (columnId: string): string => drafts(`add.b.${columnId}`).get();

const toasts = async () => (await import("../../ui/toasts")).shownToasts;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", fakeStorage());
  (await toasts()).value = [];
});

test("what is typed in a column that another deletes goes on in the first", async () => {
  const { screen, server, close } = await openBoard(page, board);
  drafts("add.b.y").set("half a card");
  screen.adding.value = "y";

  server.as("m2", { kind: "deleteColumn", columnId: "y", moveTo: "z" });
  await vi.advanceTimersByTimeAsync(3_000);

  expect([screen.adding.value, draftOf("x"), draftOf("y")]).toEqual(["x", "half a card", ""]);
  expect((await toasts()).value.map(({ text }) => text)).toEqual(["“y” is gone. What you were typing there is now in “x”."]);
  close();
});

test("what is typed in a new column that the server rejects goes on in the first", async () => {
  const { screen, server, settle, close } = await openBoard(page, board);
  const columnId = provisionalId();
  server.reject.push(rejected());
  void screen.store.run({ kind: "createColumn", columnId, name: "New", place: { after: "z", before: null } });
  screen.adding.value = columnId;
  drafts(`add.b.${columnId}`).set("half a card");

  await settle();

  expect([screen.adding.value, draftOf("x"), draftOf(columnId)]).toEqual(["x", "half a card", ""]);
  close();
});

test("what is typed in the first column meanwhile stays, and the other text can be copied", async () => {
  const writeText = vi.fn();
  vi.stubGlobal("navigator", { languages: ["en"], clipboard: { writeText } });
  const { screen, settle, close } = await openBoard(page, board);
  drafts("add.b.x").set("the first");
  drafts("add.b.y").set("the other");

  void screen.store.run({ kind: "deleteColumn", columnId: "y", moveTo: null });
  await settle();

  (await toasts()).value[0]?.action?.run();
  expect([draftOf("x"), writeText.mock.calls]).toEqual(["the first", [["the other"]]]);
  close();
});

test("a column that gets its real id is not gone", async () => {
  const { screen, settle, close } = await openBoard(page, board);
  const columnId = provisionalId();
  void screen.store.run({ kind: "createColumn", columnId, name: "New", place: { after: "z", before: null } });
  drafts(`add.b.${columnId}`).set("half a card");
  await settle();
  expect([draftOf("x"), draftOf(screen.store.realId(columnId)), (await toasts()).value]).toEqual(["", "half a card", []]);
  close();
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeIndexedDb } from "../../testing/fake-indexed-db";
import { fakeStorage } from "../../testing/fake-storage";
import type { BoardState } from "../model/model";

const board: BoardState = { id: "b", seq: 1, info: { name: "Board" }, labels: new Map(), columns: new Map(), members: new Map(), cards: new Map() };
let database: ReturnType<typeof fakeIndexedDb>;

beforeEach(() => {
  database = fakeIndexedDb();
  vi.resetModules();
  vi.stubGlobal("indexedDB", database.indexedDB);
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("sessionStorage", fakeStorage());
});
afterEach(() => vi.unstubAllGlobals());

const open = async () => ({ ...await import("./cache"), ...await import("../../lib/kept") });

test("a board is found by its reader alone", async () => {
  const { createBoardCache } = await open();
  await createBoardCache("me").put(board);
  expect([await createBoardCache("me").get("b"), await createBoardCache("you").get("b")]).toEqual([board, null]);
});

test("a board that the first versions stored is shown, and read from the server again", async () => {
  const { createBoardCache } = await open();
  database.entries.set("me/b", board);
  expect(await createBoardCache("me").get("b")).toEqual({ ...board, seq: 0 });
});

test("a board that was stored before boards had channels is shown, and read from the server again", async () => {
  const { createBoardCache } = await open();
  database.entries.set("me/b", { shape: 1, state: board });
  expect(await createBoardCache("me").get("b")).toEqual({ ...board, seq: 0 });
});

test("a board of the present shape is shown as it is", async () => {
  const { createBoardCache } = await open();
  database.entries.set("me/b", { shape: 2, state: board });
  expect(await createBoardCache("me").get("b")).toEqual(board);
});

test.each([{ shape: 3, state: board }, { shape: 2 }, { shape: 2, state: { ...board, cards: [] } }, { id: "b", seq: 1 }, "text"])("what is no board of a known shape is not shown", async (entry) => {
  const { createBoardCache } = await open();
  database.entries.set("me/b", entry);
  expect(await createBoardCache("me").get("b")).toBeNull();
});

test("an answer that comes after the sign-out is not stored", async () => {
  const { createBoardCache, wipeBoardCache, wipeKept } = await open();
  await createBoardCache("me").put(board);
  wipeKept();
  await wipeBoardCache();
  await createBoardCache("me").put(board);
  expect(database.entries.size).toBe(0);
});

test("a connection that the browser has closed is opened again, for the wipe too", async () => {
  const { createBoardCache, wipeBoardCache } = await open();
  await createBoardCache("me").put(board);
  database.closeConnections();
  expect(await createBoardCache("me").get("b")).toEqual(board);
  database.closeConnections();
  await wipeBoardCache();
  expect(database.entries.size).toBe(0);
});

test("a connection that another tab's deletion asks for is closed, and opened again when it is needed", async () => {
  const { createBoardCache } = await open();
  await createBoardCache("me").put(board);
  database.askToClose();
  expect(database.openConnections()).toBe(0);
  await createBoardCache("me").put({ ...board, seq: 2 });
  expect(await createBoardCache("me").get("b")).toEqual({ ...board, seq: 2 });
});

test("a database that cannot be emptied is deleted", async () => {
  const { createBoardCache, wipeBoardCache } = await open();
  await createBoardCache("me").put(board);
  database.break();
  await wipeBoardCache();
  expect(database.entries.size).toBe(0);
});

test("without a database nothing is kept and nothing fails", async () => {
  vi.unstubAllGlobals();
  const { createBoardCache, wipeBoardCache } = await open();
  await createBoardCache("me").put(board);
  expect(await createBoardCache("me").get("b")).toBeNull();
  await wipeBoardCache();
});

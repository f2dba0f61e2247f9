import { beforeEach, expect, test, vi } from "vitest";
import { createFakeServer, rejected } from "../../testing/fake-board-api";
import { fakeStorage } from "../../testing/fake-storage";
import type { BoardState } from "../model/model";

const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(),
  columns: new Map(["x", "y"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
  cards: new Map(["1", "2"].map((id) => [id, { id, columnId: "x", rank: `a${id}`, title: id, titleVersion: 1, version: 1 }])),
};
const toY = (cardId: string) => ({ kind: "moveCard", cardId, columnId: "y", place: { after: null, before: null } } as const);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible", documentElement: {}, querySelector: () => null }));
  vi.stubGlobal("window", Object.assign(new EventTarget(), { navigator: { languages: ["en"] } }));
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("localStorage", fakeStorage());
});

async function open() {
  const { createBoardStore } = await import("../sync/store");
  const { createStepBack } = await import("./step-back");
  const server = createFakeServer(board);
  const cache = { get: async () => null, put: async () => undefined, remove: async () => undefined };
  const outbox = { read: () => [], put: () => undefined, remove: () => undefined, clear: () => undefined };
  const store = createBoardStore({ boardId: "b", sub: "me", api: server.api, cache, outbox });
  store.start();
  const settle = () => vi.advanceTimersByTimeAsync(0);
  await settle();
  const taken = (): (number | null | undefined)[] => server.log.flatMap(({ kind, undoes }) => (kind === "undone" ? [undoes] : []));
  return { server, store, settle, taken, ...createStepBack(store) };
}

test("takes back what was done just now, though the server has not answered", async () => {
  const { store, settle, taken, undo } = await open();
  await store.run(toY("1"));
  void store.run(toY("2"));
  undo();
  await settle();
  expect(taken()).toEqual([3]);
});

test("pressed twice takes back two steps", async () => {
  const { store, settle, taken, undo } = await open();
  void store.run(toY("1"));
  void store.run(toY("2"));
  undo();
  undo();
  await settle();
  expect(taken()).toEqual([3, 2]);
});

test("without a connection takes nothing back later", async () => {
  const { server, store, settle, taken, undo } = await open();
  await store.run(toY("1"));
  const { eventsAfter } = server.api;
  server.api.eventsAfter = async () => rejected({ failure: "offline", retriable: true });
  await vi.advanceTimersByTimeAsync(2_100);
  undo();
  server.api.eventsAfter = eventsAfter;
  await vi.advanceTimersByTimeAsync(10_000);
  await settle();
  expect(taken()).toEqual([]);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakeServer } from "../../testing/fake-board-api";
import { fakeStorage } from "../../testing/fake-storage";
import type { BoardState } from "../model/model";
import { createOutbox, nextOrder, type Queued } from "./outbox";
import { createBoardStore } from "./store";

const queued = (id: string): Queued => ({ id, order: nextOrder(), command: { kind: "createColumn", columnId: "new-1", name: "To do", place: { after: null, before: null } } });

beforeEach(() => vi.stubGlobal("localStorage", fakeStorage()));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a later page finds what was put, in the order it was done", () => {
  const [first, second] = [queued("1"), queued("2")];
  const outbox = createOutbox("me", "b");
  outbox.put(second);
  outbox.put(first);
  expect(createOutbox("me", "b").read()).toEqual([first, second]);
  expect(createOutbox("me", "other").read()).toEqual([]);
  expect(createOutbox("you", "b").read()).toEqual([]);
});

test("an entry that is no command is taken away, and the rest is read", () => {
  const whole = queued("1");
  const outbox = createOutbox("me", "b");
  outbox.put(whole);
  localStorage.setItem("outbox.me/b/half", '{"id":"half","ord');
  localStorage.setItem("outbox.me/b/other", "{}");
  expect(outbox.read()).toEqual([whole]);
  expect(Object.keys(localStorage)).toEqual(["outbox.me/b/1"]);
});

test.each([{}, { shape: 1 }])("an entry of an older or this shape is read: %j", (stored) => {
  const whole = queued("1");
  localStorage.setItem("outbox.me/b/1", JSON.stringify({ ...stored, ...whole }));
  expect(createOutbox("me", "b").read()).toEqual([whole]);
});

test("a label that an older page set as a whole is set by its fields", () => {
  const { id, order } = queued("1");
  const older = { kind: "setLabel", labelId: "l", name: "Bug", colour: "rose" };
  localStorage.setItem("outbox.me/b/1", JSON.stringify({ shape: 1, id, order, command: older }));
  expect(createOutbox("me", "b").read()).toEqual([{ id, order, command: { kind: "setLabel", labelId: "l", fields: { name: "Bug", colour: "rose" } } }]);
});

test("what is older than the server remembers is not sent", () => {
  const outbox = createOutbox("me", "b");
  outbox.put({ ...queued("old"), order: (Date.now() - 25 * 60 * 60 * 1_000) * 1_000 });
  expect(outbox.read()).toEqual([]);
});

test("an entry of another version is not read, and waits for that version as long as it may be sent", () => {
  const whole = queued("1");
  const outbox = createOutbox("me", "b");
  outbox.put(whole);
  const others: unknown[] = [
    { ...whole, shape: 2 },
    { ...whole, shape: 1, command: { kind: "voteCard", cardId: "1" } },
    { ...whole, shape: 1, command: { kind: "moveCard", cardId: "1", columnId: "x" } },
    { ...whole, shape: 1, command: { kind: "toString" } },
    { ...whole, shape: 1, command: "moveCard" },
  ];
  others.forEach((entry, at) => localStorage.setItem(`outbox.me/b/other${at}`, JSON.stringify(entry)));
  expect(outbox.read()).toEqual([whole]);
  expect(Object.keys(localStorage).length).toBe(6);
  vi.setSystemTime(Date.now() + 25 * 60 * 60 * 1_000);
  expect(outbox.read()).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a change is sent although the browser's storage is full", async () => {
  vi.stubGlobal("localStorage", fakeStorage({}, () => 0));
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  const board: BoardState = { id: "b", seq: 1, info: { name: "Board" }, columns: new Map(), cards: new Map(), labels: new Map(), members: new Map() };
  const server = createFakeServer(board);
  const cache = { get: async () => null, put: async () => undefined, remove: async () => undefined };
  const store = createBoardStore({ boardId: "b", sub: "me", api: server.api, cache, outbox: createOutbox("me", "b") });
  const answer = await store.run(queued("1").command);
  expect([answer.ok, server.log.length, createOutbox("me", "b").read()]).toEqual([true, 1, []]);
});

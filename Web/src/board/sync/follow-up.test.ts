// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";
import { createFakeServer, rejected } from "../../testing/fake-board-api";
import type { BoardState } from "../model/model";
import type { BoardPush, PushMessage } from "./board-push";
import { createBoardStore } from "./store";

const board: BoardState = {
  id: "b", seq: 1, channel: "first", info: { name: "Board" }, labels: new Map(), cards: new Map(),
  columns: new Map([["x", { id: "x", name: "x", rank: "x", version: 1 }]]),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }], ["m2", { id: "m2", sub: "you", name: "You", role: "editor", version: 1 }]]),
};
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("window", new EventTarget());
});

function open() {
  const server = createFakeServer(board);
  const outbox = { read: () => [], put: () => undefined, remove: () => undefined, clear: () => undefined };
  const cache = { get: async () => null, put: async () => undefined, remove: async () => undefined };
  const socket: { hear: (message: PushMessage) => void; setLive: (live: boolean) => void } = { hear: () => undefined, setLive: () => undefined };
  const push: BoardPush = { follow: (_, onMessage, onLive) => { socket.hear = onMessage; socket.setLive = onLive; return () => undefined; } };
  const store = createBoardStore({ boardId: "b", sub: "me", api: server.api, cache, outbox, push });
  const rename = (by: string, name: string): PushMessage => {
    server.as(by, { kind: "setBoard", fields: { name } });
    const event = server.log.at(-1);
    return { seq: event?.seq ?? 0, ...(event === undefined ? {} : { event }) };
  };
  return { server, store, socket, rename, name: () => store.state.value?.info.name };
}
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

test("Socket_ThatLivesWhileTheStepsAreLoaded_IsCaughtUpWith", async () => {
  const { server, store, socket, rename, name } = open();
  const { activity } = server.api;
  server.api.activity = async (...of) => { await new Promise((resume) => setTimeout(resume, 500)); return activity(...of); };
  store.start();
  await settle();
  rename("m2", "before it was subscribed");
  socket.setLive(true);
  await settle(5_000);
  expect(name()).toBe("before it was subscribed");
});

test("CatchUp_ThatFailsWhenTheSocketLives_IsTriedAgainSoon", async () => {
  const { server, store, socket, rename, name } = open();
  store.start();
  await settle();
  const { eventsAfter } = server.api;
  rename("m2", "meanwhile");
  server.api.eventsAfter = async () => rejected({ failure: "unavailable", retriable: true });
  socket.setLive(true);
  await settle();
  server.api.eventsAfter = eventsAfter;
  await settle(15_000);
  expect(name()).toBe("meanwhile");
});

test("Gap_WhoseCatchUpFails_IsTriedAgainSoon", async () => {
  const { server, store, socket, rename, name } = open();
  store.start();
  await settle();
  socket.setLive(true);
  await settle();
  const { eventsAfter } = server.api;
  rename("m2", "lost");
  server.api.eventsAfter = async () => rejected({ failure: "unavailable", retriable: true });
  socket.hear(rename("m2", "told"));
  await settle(200);
  server.api.eventsAfter = eventsAfter;
  await settle(15_000);
  expect(name()).toBe("told");
});

test("Events_AreShownWhileACommandWaitsForTheLimitOfWrites", async () => {
  const { server, store, socket, rename } = open();
  store.start();
  await settle();
  socket.setLive(true);
  await settle();
  server.reject.push(...Array.from({ length: 30 }, () => rejected({ failure: "unavailable", retriable: true, type: "urn:kanbanaspire:problem:too-many-writes" })));
  void store.run({ kind: "createColumn", columnId: "new-1", name: "mine", place: { after: null, before: null } });
  await settle(200);
  socket.hear(rename("m1", "by my other device"));
  server.as("m2", { kind: "createColumn", columnId: "new-9", name: "theirs", place: { after: null, before: null } });
  const event = server.log.at(-1);
  socket.hear({ seq: event?.seq ?? 0, ...(event ? { event } : {}) });
  await settle(30_000);
  expect([...store.state.value?.columns.values() ?? []].map(({ name }) => name)).toContain("theirs");
});

test("Gap_InASteadyStream_IsClosedWithinASecond", async () => {
  const { store, socket, rename, name } = open();
  store.start();
  await settle();
  socket.setLive(true);
  await settle();
  rename("m2", "lost");
  for (let n = 0; n < 100; n++) {
    socket.hear(rename("m2", `name ${n}`));
    await settle(50);
  }
  expect(name()).toBe("name 99");
});

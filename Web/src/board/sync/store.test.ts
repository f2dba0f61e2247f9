// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeServer, rejected } from "../../testing/fake-board-api";
import type { Command } from "../model/commands";
import type { BoardState, Card } from "../model/model";
import type { Outbox, Queued } from "./outbox";
import { createBoardStore } from "./store";
import type { BoardCache } from "./store-options";

const card = (id: string, rank: string): Card => ({ id, columnId: "x", rank, title: id, titleVersion: 1, version: 1 });
const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(),
  columns: new Map(["x", "y"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }], ["m2", { id: "m2", sub: "you", name: "You", role: "editor", version: 1 }]]),
  cards: new Map([card("1", "a0"), card("2", "a1")].map((one) => [one.id, one])),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("window", new EventTarget());
});

/** A page of the board; another one over the same outbox and server is the page after a reload. */
function open({ onOthers = vi.fn(), onRejected = vi.fn(), kept = new Map<string, Queued>(), server = createFakeServer(board) } = {}) {
  const outbox: Outbox = {
    read: () => [...kept.values()].toSorted((a, b) => a.order - b.order),
    put: (one) => void kept.set(one.id, one), remove: (id) => void kept.delete(id), clear: () => kept.clear(),
  };
  const removed: string[] = [];
  const cache: BoardCache = { get: async () => null, put: async () => undefined, remove: async (id) => void removed.push(id) };
  const store = createBoardStore({ boardId: "b", sub: "me", api: server.api, cache, outbox, onOthers, onRejected });
  const stop = store.start();
  const shown = (): string[][] => ["x", "y"].map((id) => (store.cards.value.get(id) ?? []).map(({ title }) => title));
  return { server, store, stop, shown, removed, kept, onOthers, onRejected, settle: () => vi.advanceTimersByTimeAsync(0) };
}

describe("a text changed twice", () => {
  test.each([["before the first answer", false], ["from the field that was open during the first answer", true]])("%s is no conflict", async (_, answered) => {
    const { server, store, settle, onRejected } = open();
    await settle();
    void store.run({ kind: "renameCard", cardId: "1", title: "once", version: 1 });
    if (answered) {
      await settle();
    }
    void store.run({ kind: "renameCard", cardId: "1", title: "twice", version: 1 });
    void store.run({ kind: "renameCard", cardId: "1", title: "three times", version: 1 });
    await settle();
    expect(onRejected).not.toHaveBeenCalled();
    expect(server.state.cards.get("1")?.title).toBe("three times");
  });

  test("and rejected is given back on the version that the first change made", async () => {
    const { server, store, settle, onRejected } = open();
    await settle();
    server.reject.push(undefined, rejected({ failure: "forbidden" }));
    void store.run({ kind: "renameCard", cardId: "1", title: "once", version: 1 });
    void store.run({ kind: "renameCard", cardId: "1", title: "twice", version: 1 });
    await settle();
    const version = server.state.cards.get("1")?.titleVersion;
    expect(onRejected).toHaveBeenCalledExactlyOnceWith({ kind: "renameCard", cardId: "1", title: "twice", version }, expect.anything());
  });

  test("by another in between is one", async () => {
    const { server, store, settle, onRejected } = open();
    await settle();
    void store.run({ kind: "renameCard", cardId: "1", title: "once", version: 1 });
    await settle();
    server.as("m2", { kind: "renameCard", cardId: "1", title: "theirs", version: 2 });
    void store.run({ kind: "renameCard", cardId: "1", title: "twice", version: 1 });
    await settle();
    expect(onRejected).toHaveBeenCalledOnce();
    expect(server.state.cards.get("1")?.title).toBe("theirs");
  });

  test("waits in the outbox with the version of the first change", async () => {
    const { server, store, settle, kept } = open();
    await settle();
    void store.run({ kind: "renameCard", cardId: "1", title: "once", version: 1 });
    await settle();
    server.reject = [rejected({ failure: "offline", retriable: true })];
    void store.run({ kind: "renameCard", cardId: "1", title: "twice", version: 1 });
    await settle();
    expect([...kept.values()].map(({ command }) => command)).toEqual([{ kind: "renameCard", cardId: "1", title: "twice", version: 2 }]);
  });
});

describe("a command", () => {
  test("shows at once and stays when the server has done it", async () => {
    const { store, shown, settle } = open();
    await settle();
    void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    expect(shown()).toEqual([["2"], ["1"]]);
    await settle();
    expect(shown()).toEqual([["2"], ["1"]]);
    expect(store.pending.value).toEqual([]);
  });

  test("goes back when the server rejects", async () => {
    const { server, store, shown, settle, onRejected } = open();
    await settle();
    server.reject.push(rejected({ type: "urn:kanbanaspire:problem:wip-limit" }));
    void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    expect(shown()).toEqual([["2"], ["1"]]);
    await settle();
    expect(shown()).toEqual([["1", "2"], []]);
    expect(onRejected).toHaveBeenCalledTimes(1);
  });

  test("about a thing that was not made is not sent", async () => {
    const { server, store, shown, settle, kept, onRejected } = open();
    await settle();
    server.reject.push(rejected());
    const create: Command = { kind: "createCard", cardId: "new-1", columnId: "x", place: { after: null, before: null }, card: { title: "3", labels: [], assignees: [], due: null, priority: null } };
    const rename: Command = { kind: "renameCard", cardId: "new-1", title: "three", version: 0 };
    const answers = Promise.all([store.run(create), store.run(rename)]);
    await settle();
    expect((await answers).map(({ ok }) => ok)).toEqual([false, false]);
    expect([server.calls.send, kept.size, shown()]).toEqual([1, 0, [["1", "2"], []]]);
    expect(onRejected.mock.calls.map(([command, , because]) => [command, because])).toEqual([[create, undefined], [rename, create]]);
  });

  test("whose answer is lost is sent again and has one effect", async () => {
    const { server, store, shown, settle } = open();
    await settle();
    server.loseAnswers = 2;
    void store.run({ kind: "createCard", cardId: "new-1", columnId: "x", place: { after: "2", before: null }, card: { title: "3", labels: [], assignees: [], due: null, priority: null } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shown()).toEqual([["1", "2", "3"], []]);
    expect(server.log.length).toBe(1);
  });

  test("without a network, or over the limit of changes, waits as long as that lasts", async () => {
    const { server, store, shown, settle, kept, onRejected } = open();
    await settle();
    const offline = rejected({ failure: "offline", retriable: true });
    server.reject.push(...Array.from({ length: 40 }, () => offline),
      ...Array.from({ length: 9 }, () => rejected({ failure: "unavailable", retriable: true, type: "urn:kanbanaspire:problem:too-many-writes" })));
    void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(shown()).toEqual([["2"], ["1"]]);
    expect([kept.size, server.log.length]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect([kept.size, server.log.length, server.state.cards.get("1")?.columnId]).toEqual([0, 1, "y"]);
    expect(onRejected).not.toHaveBeenCalled();
  });

  test("whose answer was lost is not sent again after a day, when the server forgets its id", async () => {
    const { server, store, settle, kept, onRejected } = open();
    await settle();
    server.loseAnswers = 1;
    void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    await settle();
    const send = vi.spyOn(server.api, "send");
    vi.setSystemTime(Date.now() + 25 * 60 * 60 * 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([send.mock.calls.length, kept.size, server.log.length]).toEqual([0, 0, 1]);
    expect(onRejected).toHaveBeenCalledTimes(1);
    expect(store.pending.value).toEqual([]);
  });

  test("is sent at once when the network is back", async () => {
    const { server, store, settle } = open();
    await settle();
    server.reject.push(...Array.from({ length: 8 }, () => rejected({ failure: "offline", retriable: true })));
    void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    await vi.advanceTimersByTimeAsync(300 + 1_000 + 3_000 + 3 * 8_000 + 1);
    window.dispatchEvent(new Event("online"));
    await settle();
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(server.log.length).toBe(1);
  });

  test("that breaks the server is given up, and holds up nothing behind it", async () => {
    const { server, store, shown, settle, onRejected } = open();
    await settle();
    server.reject.push(...Array.from({ length: 5 }, () => rejected({ failure: "unavailable", retriable: true })));
    void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    void store.run({ kind: "moveCard", cardId: "2", columnId: "y", place: { after: null, before: null } });
    await vi.advanceTimersByTimeAsync(13_000);
    expect(shown()).toEqual([["1"], ["2"]]);
    expect(onRejected).toHaveBeenCalledTimes(1);
  });

  test("about a card that has no real id yet waits for it", async () => {
    const { server, store, shown, settle } = open();
    await settle();
    const make = { kind: "createCard", cardId: "new-1", columnId: "x", place: { after: "2", before: null }, card: { title: "3", labels: [], assignees: [], due: null, priority: null } } as const;
    void store.run(make);
    void store.run({ kind: "moveCard", cardId: "new-1", columnId: "y", place: { after: null, before: null } });
    expect(shown()).toEqual([["1", "2"], ["3"]]);
    await settle();
    expect(shown()).toEqual([["1", "2"], ["3"]]);
    expect(server.state.cards.get(store.realId("new-1"))?.columnId).toBe("y");
  });
});

describe("a reload", () => {
  const create = (cardId: string) => ({
    kind: "createCard", cardId, columnId: "x", place: { after: "2", before: null },
    card: { title: "3", labels: [], assignees: [], due: null, priority: null },
  } as const);
  const toY = (cardId: string) => ({ kind: "moveCard", cardId, columnId: "y", place: { after: null, before: null } } as const);

  test("goes on with what was not sent yet, in order, shown at once", async () => {
    const before = open();
    await before.settle();
    before.server.api.send = () => new Promise(() => undefined);
    void before.store.run(create("new-1"));
    void before.store.run(toY("new-1"));
    before.stop();
    const after = open({ kept: before.kept });
    await after.settle();
    expect(after.shown()).toEqual([["1", "2"], ["3"]]);
    await after.settle();
    expect([after.server.log.map(({ kind }) => kind), after.kept.size]).toEqual([["cardCreated", "cardMoved"], 0]);
  });

  test("between a command's effect and its answer has no second effect", async () => {
    const before = open();
    await before.settle();
    const { send } = before.server.api;
    before.server.api.send = async (...of) => { await send(...of); return new Promise(() => undefined); };
    void before.store.run(create("new-1"));
    await before.settle();
    before.stop();
    before.server.api.send = send;
    const after = open({ kept: before.kept, server: before.server });
    await after.settle();
    expect([after.shown(), before.server.log.length, after.kept.size]).toEqual([[["1", "2", "3"], []], 1, 0]);
  });

  test("after the answer about a new card leaves what waits with the real id", async () => {
    const before = open();
    await before.settle();
    const { send } = before.server.api;
    before.server.api.send = (boardId, command, id) => (command.kind === "createCard" ? send(boardId, command, id) : new Promise(() => undefined));
    void before.store.run(create("new-1"));
    void before.store.run(toY("new-1"));
    await before.settle();
    expect([...before.kept.values()].map(({ command }) => command)).toEqual([toY("id2")]);
  });

  test("finds nothing when the board has gone, and everything when only the session ended", async () => {
    const { server, store, kept, settle } = open();
    await settle();
    server.reject.push(rejected({ failure: "unauthorized" }));
    void store.run(toY("1"));
    await settle();
    expect(kept.size).toBe(1);
    server.api.eventsAfter = async () => rejected({ failure: "not-found" });
    await vi.advanceTimersByTimeAsync(2_100);
    expect(kept.size).toBe(0);
  });
});

describe("others", () => {
  test("appear by the next poll, with what they did", async () => {
    const { server, shown, settle, onOthers } = open();
    await settle();
    server.as("m2", { kind: "archiveCard", cardId: "1" });
    await vi.advanceTimersByTimeAsync(2_100);
    expect(shown()).toEqual([["2"], []]);
    expect(onOthers.mock.calls[0]?.[0]).toMatchObject([{ by: "m2", kind: "cardArchived" }]);
    expect(server.calls.open).toBe(1);
  });

  test("are asked for less often on a board that rests", async () => {
    const { server, settle } = open();
    await settle();
    await vi.advanceTimersByTimeAsync(130_000);
    const before = server.calls.events;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.calls.events - before).toBe(3);
  });
});

test("a board that has gone is taken out of the cache", async () => {
  const { server, store, settle, removed } = open();
  await settle();
  server.api.eventsAfter = async () => rejected({ failure: "not-found" });
  await vi.advanceTimersByTimeAsync(2_100);
  expect([removed, store.state.value, store.failure.value]).toEqual([["b"], null, "not-found"]);
});

test("undo knows the steps of this person from the log", async () => {
  const { server, store, settle } = open();
  await settle();
  void store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
  server.as("m2", { kind: "archiveCard", cardId: "2" });
  await vi.advanceTimersByTimeAsync(2_100);
  expect(store.undo.value.undo.map(({ kind }) => kind)).toEqual(["cardMoved"]);
});

describe("undo that is loaded late", () => {
  const older = { kind: "setCard", cardId: "2", fields: { priority: "high" } } as const;

  test("does not forget what was done meanwhile", async () => {
    const server = createFakeServer(board);
    server.as("m1", older);
    const { activity } = server.api;
    let answer: () => void = () => undefined;
    // Read before the move, answered after it.
    server.api.activity = async (...of) => {
      const read = await activity(...of);
      await new Promise<void>((resolve) => (answer = resolve));
      return read;
    };
    const { store, settle } = open({ server });
    await settle();
    await store.run({ kind: "moveCard", cardId: "1", columnId: "y", place: { after: null, before: null } });
    expect(store.undo.value.undo.map(({ kind }) => kind)).toEqual(["cardMoved"]);
    answer();
    await settle();
    expect(store.undo.value.undo.map(({ kind }) => kind)).toEqual(["cardChanged", "cardMoved"]);
  });

  test("is asked for again after a failure", async () => {
    const server = createFakeServer(board);
    server.as("m1", older);
    const { activity } = server.api;
    server.api.activity = async () => rejected({ failure: "offline", retriable: true });
    const { store, settle } = open({ server });
    await settle();
    expect(store.undo.value.undo).toEqual([]);
    server.api.activity = activity;
    await vi.advanceTimersByTimeAsync(2_100);
    expect(store.undo.value.undo.map(({ kind }) => kind)).toEqual(["cardChanged"]);
  });

  test("does not offer again what the server did not take back", async () => {
    const server = createFakeServer(board);
    server.as("m1", older);
    const { store, settle } = open({ server });
    await settle();
    server.reject.push(rejected({ type: "urn:kanbanaspire:problem:not-undoable" }));
    await store.run({ kind: "undo", seq: 2 });
    await vi.advanceTimersByTimeAsync(2_100);
    expect(store.undo.value.undo).toEqual([]);
  });
});

// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";
import { createFakeServer } from "../../testing/fake-board-api";
import type { BoardState } from "../model/model";
import type { BoardPush, PushMessage } from "./board-push";
import { pushMessageOf } from "./push-message";
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

async function open() {
  const server = createFakeServer(board);
  const outbox = { read: () => [], put: () => undefined, remove: () => undefined, clear: () => undefined };
  const cache = { get: async () => null, put: async () => undefined, remove: async () => undefined };
  const channels: string[] = [];
  let hear: (message: PushMessage) => void = () => undefined;
  let setLive: (live: boolean) => void = () => undefined;
  const push: BoardPush = {
    follow: (channel, onMessage, onLive) => {
      channels.push(channel);
      [hear, setLive] = [onMessage, onLive];
      return () => void channels.push(`no ${channel}`);
    },
  };
  const onOthers = vi.fn();
  const store = createBoardStore({ boardId: "b", sub: "me", api: server.api, cache, outbox, push, onOthers });
  const stop = store.start();
  await vi.advanceTimersByTimeAsync(0);
  setLive(true);
  await vi.advanceTimersByTimeAsync(0);
  server.calls.events = 0;
  const rename = (name: string): PushMessage => {
    server.as("m2", { kind: "setBoard", fields: { name } });
    const event = server.log.at(-1);
    return { seq: event?.seq ?? 0, ...(event === undefined ? {} : { event }) };
  };
  return { server, store, stop, channels, onOthers, rename, hear: (...messages: PushMessage[]) => messages.forEach((one) => hear(one)), setLive: (live: boolean) => setLive(live), name: () => store.state.value?.info.name };
}

test("Event_ThatIsTheNextOne_ShowsAtOnceAndAsksNothing", async () => {
  const { server, rename, hear, name, onOthers } = await open();
  hear(rename("told"));
  expect([name(), onOthers.mock.calls.length]).toEqual(["told", 1]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(server.calls.events).toBe(0);
});

test("Events_ThatOvertakeEachOther_ShowInOrderAndAskNothing", async () => {
  const { server, rename, hear, name } = await open();
  const [one, two] = [rename("one"), rename("two")];
  hear(two);
  expect(name()).toBe("Board");
  hear(one, two, one);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([name(), server.calls.events]).toEqual(["two", 0]);
});

test("Event_WhoseForerunnerWasLost_IsReadFromTheLogAfterAMoment", async () => {
  const { server, rename, hear, name } = await open();
  rename("lost");
  hear(rename("told"));
  await vi.advanceTimersByTimeAsync(99);
  expect([name(), server.calls.events]).toEqual(["Board", 0]);
  await vi.advanceTimersByTimeAsync(1);
  expect([name(), server.calls.events]).toEqual(["told", 1]);
});

test("Number_WithoutAnEvent_IsReadFromTheLogAtOnce", async () => {
  const { server, rename, hear, name } = await open();
  hear({ seq: rename("large").seq });
  await vi.advanceTimersByTimeAsync(0);
  expect([name(), server.calls.events]).toEqual(["large", 1]);
});

test("Number_ThatTheLogDoesNotHave_IsForgotten", async () => {
  const { server, hear } = await open();
  hear({ seq: 1_000 });
  await vi.advanceTimersByTimeAsync(50_000);
  expect(server.calls.events).toBe(1);
});

test("Board_WhoseSocketLives_IsAskedForOnceAMinute_OtherwiseEveryTwoSeconds", async () => {
  const { server, setLive } = await open();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.calls.events).toBe(2);
  setLive(false);
  await vi.advanceTimersByTimeAsync(0);
  server.calls.events = 0;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(server.calls.events).toBeGreaterThan(1);
});

test("Lost_WhileTheSocketLives_IsFoundWithinAMinute", async () => {
  const { rename, name } = await open();
  rename("lost without a trace");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(name()).toBe("lost without a trace");
});

test("Socket_ThatLivesAgain_IsNotTrustedForWhatWasBefore", async () => {
  const { rename, name, setLive } = await open();
  setLive(false);
  await vi.advanceTimersByTimeAsync(0);
  rename("meanwhile");
  setLive(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(name()).toBe("meanwhile");
});

test("Channel_ThatAnEventChanges_IsFollowedInsteadOfTheFormer", async () => {
  const { channels, hear, stop } = await open();
  hear({ seq: 2, event: { seq: 2, at: "2026-01-01T00:00:00Z", kind: "memberRemoved", by: "m1", channel: "second", members: [{ id: "m2", before: board.members.get("m2"), after: null }] } });
  stop();
  expect(channels).toEqual(["first", "no first", "second", "no second"]);
});

test.each([
  ['{"seq":3,"event":{"seq":3,"at":"2026-01-01T00:00:00Z","kind":"boardChanged","by":"m1"}}', { seq: 3, event: { seq: 3, at: "2026-01-01T00:00:00Z", kind: "boardChanged", by: "m1" } }],
  ['{"seq":3}', { seq: 3 }],
  ['{"seq":3,"event":{"seq":4,"at":"x","kind":"boardChanged"}}', { seq: 3 }],
  ['{"seq":3,"event":{"seq":3,"at":"x","kind":"cardAdded","cards":[{"id":"k","after":{"title":1}}]}}', { seq: 3 }],
  ['{"seq":"3"}', null], ['{"seq":-1}', null], ["[]", null], ["{", null], ["null", null],
])("Message_FromOutside_IsTakenAsFarAsItIsUnderstood: %s", (text, message) => {
  expect(pushMessageOf(text)).toEqual(message);
});

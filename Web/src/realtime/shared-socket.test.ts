// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";
import type { EventSocketOptions } from "./event-socket";
import { createSharedSocket } from "./shared-socket";
import type { Presence, Tab } from "./tab";

interface Turn {
  run: () => void;
  reject: (reason: Error) => void;
}

/** Locks as browsers have them: in turn, given up by a signal, and stolen. */
function createLocks(): Pick<LockManager, "request"> {
  const waiting: Turn[] = [];
  let holder: Turn | null = null;
  const next = (): void => {
    holder = waiting.shift() ?? null;
    holder?.run();
  };
  const runTurn = async (turn: Turn, hold: () => Promise<unknown>): Promise<unknown> => {
    const value = await hold();
    if (holder === turn) {
      next();
    }
    return value;
  };
  const request = (_name: string, { signal, steal }: LockOptions, hold: () => Promise<unknown>): Promise<unknown> => new Promise((resolve, reject) => {
    const turn: Turn = { run: () => void runTurn(turn, hold).then(resolve), reject };
    signal?.addEventListener("abort", () => {
      if (waiting.includes(turn)) {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(new Error("aborted"));
      }
    });
    if (steal === true) {
      holder?.reject(new Error("stolen"));
      holder = turn;
      turn.run();
    } else if (holder === null) {
      holder = turn;
      turn.run();
    } else {
      waiting.push(turn);
    }
  });
  return { request } as unknown as LockManager;
}

const opened: { wants: string[]; closed: boolean; hears: Pick<EventSocketOptions, "onEvent" | "onLive"> }[] = [];
let locks = createLocks();
let ends: EventTarget[] = [];

/** A tab of the browser with what it hears. */
function createTab(shares = true) {
  let presence: Presence = "visible";
  let call: (next: Presence) => void = () => undefined;
  let asleep = false;
  let dead = false;
  const heard: string[] = [];
  let live = false;
  const tab: Tab = {
    presence: () => presence,
    onPresence: (told) => { call = told; return () => { call = () => undefined; }; },
    shared: !shares ? null : {
      locks: { request: (...asked: unknown[]) => (dead ? new Promise(() => undefined) : (locks.request as (...all: unknown[]) => Promise<unknown>)(...asked)) } as unknown as LockManager,
      openChannel: () => {
        const end = new EventTarget() as BroadcastChannel;
        ends.push(end);
        end.postMessage = (data) => dead || ends.filter((one) => one !== end).forEach((one) => queueMicrotask(() => one.dispatchEvent(Object.assign(new Event("message"), { data }))));
        end.close = () => { ends = ends.filter((one) => one !== end); };
        const dispatch = end.dispatchEvent.bind(end);
        end.dispatchEvent = (event) => asleep || dispatch(event);
        return end;
      },
    },
  };
  const socket = createSharedSocket({
    name: "push", tab,
    openSocket: (hears) => {
      const one: (typeof opened)[number] = { wants: [], closed: false, hears };
      opened.push(one);
      return {
        want: (channels) => {
          one.wants = [...channels].toSorted();
          hears.onLive(channels);
        },
        close: () => { one.closed = true; },
      };
    },
  });
  return {
    heard, socket,
    follow: (channel: string) => socket.follow(channel, (event) => heard.push(event), (next) => { live = next; }),
    live: () => live,
    show: (next: Presence) => { presence = next; call(next); },
    sleep: () => { asleep = true; },
    die: () => { [asleep, dead] = [true, true]; },
  };
}

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const open = (): typeof opened => opened.filter(({ closed, wants }) => !closed && wants.length > 0);

beforeEach(() => {
  vi.useFakeTimers();
  opened.length = 0;
  ends = [];
  locks = createLocks();
});

test("Tabs_OfOneBrowser_ShareOneSocketForWhatTheyWant", async () => {
  const [one, two] = [createTab(), createTab()];
  one.follow("/a");
  two.follow("/b");
  await settle();
  expect(open().map(({ wants }) => wants)).toEqual([["/a", "/b"]]);
  expect([one.live(), two.live()]).toEqual([true, true]);
  opened[0]?.hears.onEvent("/b", "for two");
  opened[0]?.hears.onEvent("/a", "for one");
  await settle();
  expect([one.heard, two.heard]).toEqual([["for one"], ["for two"]]);
});

test.each(["hidden", "leaving"] as const)("Tab_ThatLeads_AndIsNow%s_LeavesTheSocketToAnother", async (presence) => {
  const [one, two] = [createTab(), createTab()];
  one.follow("/a");
  two.follow("/b");
  await settle();
  one.show(presence);
  await settle(10_000);
  expect(open().map(({ wants }) => wants)).toEqual([["/b"]]);
  expect([opened.length, two.live()]).toEqual([2, true]);
  one.show("visible");
  await settle();
  expect(open().map(({ wants }) => wants)).toEqual([["/a", "/b"]]);
});

test("Tabs_AllHidden_CloseTheSocketAfterAMoment", async () => {
  const one = createTab();
  one.follow("/a");
  await settle();
  one.show("hidden");
  await settle(1_000);
  expect(open().length).toBe(1);
  await settle(10_000);
  expect([open().length, one.live()]).toEqual([0, false]);
});

test("Tab_ThatLeadsAndIsAsleep_LosesTheLead", async () => {
  const [one, two] = [createTab(), createTab()];
  one.follow("/a");
  await settle();
  one.sleep();
  two.follow("/b");
  await settle(3_500);
  expect([two.live(), opened[0]?.closed, opened.at(-1)?.wants]).toEqual([true, true, ["/a", "/b"]]);
});

test("Tab_ThatWasClosedWithoutAWord_IsForgotten", async () => {
  const [one, two] = [createTab(), createTab()];
  one.follow("/a");
  await settle();
  two.follow("/b");
  await settle();
  two.die();
  await settle(120_000);
  expect(open().map(({ wants }) => wants)).toEqual([["/a"]]);
});

test("Browser_WithoutLocks_HasASocketForEachTab", async () => {
  const [one, two] = [createTab(false), createTab(false)];
  one.follow("/a");
  two.follow("/b");
  await settle();
  expect(open().map(({ wants }) => wants)).toEqual([["/a"], ["/b"]]);
});

test("Closed_HearsNothingAndWantsNothing", async () => {
  const one = createTab();
  one.follow("/a");
  await settle();
  one.socket.close();
  opened[0]?.hears.onEvent("/a", "late");
  await settle();
  expect([open().length, one.live()]).toEqual([0, false]);
});

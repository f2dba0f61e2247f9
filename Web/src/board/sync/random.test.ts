// @vitest-environment node
import { setMaxListeners } from "node:events";
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { createFakeServer, rejected } from "../../testing/fake-board-api";
import { isProvisional, provisionalId, type Command, type Place } from "../model/commands";
import { provisionalIdOf } from "../commands/table";
import type { BoardState, Card } from "../model/model";
import { cardsByColumn } from "../model/order";
import type { BoardApi } from "./board-api";
import type { BoardPush, PushMessage } from "./board-push";
import type { Outbox, Queued } from "./outbox";
import { createBoardStore } from "./store";
import type { BoardCache } from "./store-options";

const card = (id: string, columnId: string, rank: string): Card => ({ id, columnId, rank, title: id, titleVersion: 1, version: 1 });
const board: BoardState = {
  id: "b", seq: 1, channel: "c", info: { name: "Board" },
  labels: new Map([["l1", { id: "l1", name: "Bug", colour: "red", version: 1 }]]),
  columns: new Map(["x", "y", "z"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }], ["m2", { id: "m2", sub: "you", name: "You", role: "editor", version: 1 }]]),
  cards: new Map([card("1", "x", "a0"), card("2", "x", "a1"), card("3", "y", "a0")].map((one) => [one.id, one])),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("window", new EventTarget());
  setMaxListeners(0);
});

/** What happens; numbers choose among what is there at the time. */
type Step =
  | { does: "mine" | "theirs"; kind: number; a: number; b: number; c: number }
  | { does: "reject" | "lose" | "reload" }
  | { does: "offline"; after: number; times: number }
  /** What becomes of the messages of the events that follow, and whether the socket is there. */
  | { does: "push"; fate: Fate; live: boolean }
  | { does: "wait"; ms: number };

type Fate = "arrive" | "lost" | "twice" | "bare" | "late" | "garbled";

const number = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom("mine" as const, "theirs" as const), kind: number, a: number, b: number, c: number }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("reject" as const, "lose" as const, "reload" as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("offline" as const), after: fc.nat(2), times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("push" as const), fate: fc.constantFrom<Fate>("arrive", "arrive", "lost", "twice", "bare", "late", "garbled"), live: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("wait" as const), ms: fc.constantFrom(0, 0, 500, 3_000) }) },
);

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

/** A command that makes sense on a board as it is; null where it lacks what the command is about. */
function commandOn(state: BoardState, kind: number, a: number, b: number, c: number): Command | null {
  const columns = [...state.columns.keys()];
  const one = pick([...state.cards.values()], a);
  const columnId = pick(columns, b);
  if (columnId === undefined) {
    return null;
  }
  const others = (cardsByColumn(state, new Map()).get(columnId) ?? []).filter(({ id }) => id !== one?.id);
  const at = c % (others.length + 1);
  const place: Place = { after: others[at - 1]?.id ?? null, before: others[at]?.id ?? null };
  const end: Place = { after: null, before: null };
  const labelId = pick([...state.labels.keys()], b);
  const made: Command[] = [
    { kind: "createCard", cardId: provisionalId(), columnId, place, card: { title: `t${a}`, labels: [], assignees: [], due: null, priority: null } },
    { kind: "createColumn", columnId: provisionalId(), name: `c${b}`, place: end },
    { kind: "createLabel", labelId: provisionalId(), name: `l${c}`, colour: "blue" },
    { kind: "setBoard", fields: { name: `b${a}` } },
    ...(columns.length > 1 ? [{ kind: "deleteColumn" as const, columnId, moveTo: c % 2 === 0 ? null : columns.find((id) => id !== columnId) ?? null }] : []),
    ...(labelId === undefined ? [] : [{ kind: "deleteLabel" as const, labelId }]),
  ];
  const about: Command[] = one === undefined ? [] : [
    { kind: "moveCard", cardId: one.id, columnId, place },
    { kind: "moveCard", cardId: one.id, columnId, place, lane: { by: "priority", to: "high" } },
    { kind: "renameCard", cardId: one.id, title: `r${b}`, version: one.titleVersion },
    { kind: "setCard", cardId: one.id, fields: { due: c % 2 === 0 ? null : "2026-12-24", estimate: b } },
    { kind: "assignCard", cardId: one.id, memberId: "m2", on: c % 2 === 0 },
    { kind: "archiveCard", cardId: one.id },
    { kind: "copyCard", cardId: one.id, copyId: provisionalId(), columnId, place },
    ...(labelId === undefined ? [] : [{ kind: "labelCard" as const, cardId: one.id, labelId, on: c % 2 === 0 }]),
  ];
  // Mostly about cards, and seldom about whole columns.
  return pick([...about, ...about, ...about, ...made], kind) ?? null;
}

const noRanks = (state: BoardState | null) => (state === null ? null : {
  info: state.info, labels: state.labels, columns: [...state.columns.keys()].toSorted(),
  cards: new Map([...cardsByColumn(state, new Map())].map(([id, cards]) => [id, cards.map((one) => ({ ...one, version: 0, titleVersion: 0 }))])),
});

test("whatever happens, the page ends up with what the server has, and nothing done is lost or done twice", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    const server = createFakeServer(board);
    const kept = new Map<string, Queued>();
    const cache: BoardCache = { get: async () => null, put: async () => undefined, remove: async () => undefined };
    const strangeIds: unknown[] = [];
    let twice = false;
    /** Sent by a page that is gone: the next page shows what it finds until it hears that it is the same. */
    const sentEarlier = new Set<string>();
    const sent = new Set<string>();
    let rejections = 0;
    let given = 0;
    const listeners = new Set<{ hear: (message: PushMessage) => void; onLive: (live: boolean) => void }>();
    let fate: Fate = "arrive";
    let live = true;
    let published = 0;
    let late: PushMessage[] = [];
    const tell = (...messages: PushMessage[]): void => messages.forEach((message) => [...listeners].forEach(({ hear }) => live && hear(message)));
    const publish = (): void => {
      for (const event of server.log.slice(published)) {
        published++;
        const message = { seq: event.seq, event };
        switch (fate) {
          case "arrive": tell(message); break;
          case "twice": tell(message, message); break;
          case "bare": tell({ seq: event.seq }); break;
          case "late": late.push(message); break;
          case "garbled": tell({ seq: event.seq + 1_000 }); break;
          case "lost": break;
        }
      }
    };
    const open = () => {
      // A page that is gone runs no more of its code: what it has sent may still be done, but no code hears of it.
      let gone = false;
      const unlessGone = <A extends unknown[]>(act: (...args: A) => void) => (...args: A): void => void (gone || act(...args));
      const outbox: Outbox = {
        read: () => [...kept.values()].toSorted((a, b) => a.order - b.order),
        put: unlessGone((queued: Queued) => kept.set(queued.id, queued)),
        remove: unlessGone((id: string) => kept.delete(id)),
        clear: unlessGone(() => kept.clear()),
      };
      const send: BoardApi["send"] = (boardId, command, id) => {
        if (gone) {
          return new Promise(() => undefined);
        }
        // An id of this page alone, but for that of what is being made.
        const made = provisionalIdOf(command);
        strangeIds.push(...Object.values(command).filter((value) => typeof value === "string" && isProvisional(value) && value !== made));
        sent.add(id);
        return server.api.send(boardId, command, id).then((answer) => {
          // Push is faster than the answer.
          publish();
          const shown = answer.ok && !gone && !sentEarlier.has(id) ? store.state.peek() : null;
          for (const all of [shown?.cards, shown?.columns, shown?.labels]) {
            twice ||= answer.ok && made !== null && all?.has(made) === true && all.has(answer.value.createdId ?? "");
          }
          return answer;
        });
      };
      const push: BoardPush = {
        follow: (_, onMessage, onLive) => {
          const listener = { hear: unlessGone(onMessage), onLive: unlessGone(onLive) };
          listeners.add(listener);
          if (live) {
            listener.onLive(true);
          }
          return () => listeners.delete(listener);
        },
      };
      const store = createBoardStore({
        boardId: "b", sub: "me", api: { ...server.api, send }, cache, outbox, push, onRejected: unlessGone(() => rejections++),
      });
      const stop = store.start();
      return { store, stop: () => { gone = true; stop(); } };
    };
    let page = open();
    await vi.advanceTimersByTimeAsync(0);

    for (const one of steps) {
      switch (one.does) {
        case "mine": {
          const state = page.store.state.peek();
          const command = state === null ? null : commandOn(state, one.kind, one.a, one.b, one.c);
          if (command !== null) {
            given++;
            void page.store.run(command);
          }
          break;
        }
        case "theirs": {
          const command = commandOn(server.state, one.kind, one.a, one.b, one.c);
          if (command !== null) {
            server.as("m2", command);
            publish();
          }
          break;
        }
        case "reject":
          server.reject.push(rejected({ type: "urn:kanbanaspire:problem:invalid" }));
          break;
        case "offline":
          server.reject.push(...Array.from({ length: one.after }, () => undefined), ...Array.from({ length: one.times }, () => rejected({ failure: "offline", retriable: true })));
          break;
        case "lose":
          server.loseAnswers++;
          break;
        case "reload":
          page.stop();
          sent.forEach((id) => sentEarlier.add(id));
          page = open();
          break;
        case "push":
          ({ fate } = one);
          tell(...late.toReversed());
          late = [];
          if (one.live !== live) {
            ({ live } = one);
            listeners.forEach(({ onLive }) => onLive(live));
          }
          break;
        case "wait":
          await vi.advanceTimersByTimeAsync(one.ms);
      }
      const { state, cards } = page.store;
      if (state.peek() !== null) {
        // What is shown is updated piece by piece, and equals what is computed from the beginning.
        expect(cards.peek()).toEqual(cardsByColumn(state.peek() ?? board, new Map()));
      }
    }
    await vi.advanceTimersByTimeAsync(120_000);

    expect([page.store.pending.peek().length, kept.size]).toEqual([0, 0]);
    expect([strangeIds, twice]).toEqual([[], false]);
    expect(noRanks(page.store.state.peek())).toEqual(noRanks(server.state));
    expect(server.log.filter(({ by }) => by === "m1").length + rejections).toBe(given);
    const reloaded = open();
    await vi.advanceTimersByTimeAsync(0);
    expect(reloaded.store.state.peek()).toEqual(server.state);
    reloaded.stop();
    page.stop();
  }), { numRuns: 300 });
});

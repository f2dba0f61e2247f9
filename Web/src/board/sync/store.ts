import { batch, computed, signal } from "@preact/signals";
import type { Answer, Rejected } from "../../api/answer";
import type { Failure } from "../../api/http";
import { poll, type Poll } from "../../lib/poll";
import { tracedAction } from "../../lib/trace";
import { predict, provisionalIdOf } from "../commands/table";
import { applyEvents } from "../model/apply";
import type { Command } from "../model/commands";
import type { BoardEvent, BoardState, Card, Member } from "../model/model";
import { cardsByColumn, orderedColumns } from "../model/order";
import { mentions, resolved } from "../model/provisional";
import { createSteps } from "../model/undo";
import type { Done } from "./board-api";
import { createEventsAhead } from "./events-ahead";
import { intervalMs } from "./intervals";
import { mayRepeat, nextOrder, type Queued } from "./outbox";
import { createOwnVersions } from "./own-versions";
import { createSender } from "./resend";
import type { StoreOptions } from "./store-options";

interface Pending extends Queued {
  /** The event it became; undefined until the server has answered. */
  seq?: number;
  settle: (answer: Answer<Done>) => void;
}

/**
 * A board as one person sees it: what the server has told (`server`), and on top of it what this person did and the
 * server has not confirmed yet. Commands are sent one after the other in the order in which they were given, and kept
 * until they are answered: the next page goes on where a reload cut this one off.
 */
export function createBoardStore({ boardId, api, cache, outbox, push, sub, onOthers, onRejected }: StoreOptions) {
  const server = signal<BoardState | null>(null);
  const restored = outbox.read().map((one) => {
    let settle: Pending["settle"] = () => undefined;
    const answered = new Promise<Answer<Done>>((resolve) => (settle = resolve));
    void tracedAction(one.command.kind, one.id, answered);
    return { pending: { ...one, settle } satisfies Pending, answered };
  });
  const pending = signal<readonly Pending[]>(restored.map((one) => one.pending));
  const failure = signal<Failure | null>(null);
  const stale = signal(true);
  const steps = createSteps();
  const realIds = signal<ReadonlyMap<string, string>>(new Map());
  const provisionalIds = new Map<string, string>();
  const ownVersions = createOwnVersions();
  const sender = createSender(() => ahead.settle());
  let lastActiveMs = Date.now();
  let sending = false;
  let polling: Poll | null = null;
  let stepsLoaded = false;
  /** Commands are sent in their order: settled when the last one is answered, all are. */
  let lastAnswer: Promise<unknown> = Promise.all(restored.map(({ answered }) => answered));

  const state = computed(() => {
    const known = server.value;
    return known === null ? null : predict(known, pending.value.map(({ command }) => resolved(command, realIds.value)));
  });
  const columns = computed(() => (state.value === null ? [] : orderedColumns(state.value)));
  let lastCards: ReadonlyMap<string, readonly Card[]> = new Map();
  const cards = computed(() => {
    lastCards = state.value === null ? new Map() : cardsByColumn(state.value, lastCards);
    return lastCards;
  });
  const me = computed<Member | null>(() => [...state.value?.members.values() ?? []].find((member) => member.sub === sub) ?? null);

  const accept = (next: BoardState): void => {
    batch(() => {
      server.value = next;
      pending.value = pending.peek().filter(({ seq }) => seq === undefined || seq > next.seq);
    });
  };

  const fail = async (rejected: Rejected): Promise<void> => {
    failure.value = rejected.failure;
    if (rejected.failure === "not-found") {
      // Gone, or no longer shared: nothing of it stays in this browser.
      server.value = null;
      await forget();
    }
  };

  const forget = async (): Promise<void> => {
    outbox.clear();
    pending.value = [];
    await cache.remove(boardId);
  };

  const open = async (): Promise<void> => {
    const answer = await api.open(boardId, server.peek());
    if (!answer.ok) {
      await fail(answer);
      return;
    }
    const opened = answer.value;
    batch(() => {
      failure.value = null;
      stale.value = false;
      if (opened !== null && opened.seq >= (server.peek()?.seq ?? 0)) {
        accept(opened);
      }
    });
    if (opened !== null) {
      void cache.put(opened);
    }
  };

  /** Follows the log from the cursor on; one round may take several pages. */
  const catchUp = async (): Promise<void> => {
    const known = server.peek();
    if (known === null || stale.peek()) {
      await open();
      return;
    }
    const toldBefore = ahead.numbers();
    const answer = await api.eventsAfter(boardId, known.seq);
    if (!answer.ok) {
      await fail(answer);
      return;
    }
    failure.value = null;
    const { events, more } = answer.value;
    ahead.read(events, more ? [] : toldBefore);
    if (!more) {
      await loadSteps();
    } else if ((server.peek()?.seq ?? 0) > known.seq) {
      await catchUp();
    }
  };

  const take = (events: readonly BoardEvent[]): void => {
    const before = server.peek();
    if (before === null || events.length === 0) {
      return;
    }
    const next = applyEvents(before, events);
    const fresh = events.filter(({ seq }) => seq > before.seq && seq <= next.seq);
    if (fresh.length === 0) {
      return;
    }
    lastActiveMs = Date.now();
    accept(next);
    void cache.put(next);
    const mine = me.peek()?.id;
    steps.add(fresh, mine ?? "");
    const others = fresh.filter(({ by }) => by !== mine);
    if (others.length > 0) {
      onOthers?.(others);
    }
  };

  const ask = (): void => polling?.now();
  const ahead = createEventsAhead({
    server, stale, take, ask,
    /** An event of one's own would show beside what stands for it until the answer says that they are the same. */
    isAwaited: ({ by }) => sender.isUndecided() && by === me.peek()?.id,
  });

  /** Shows the command's effect at once and sends it; resolves with the server's answer. */
  const run = (given: Command): Promise<Answer<Done>> => {
    lastActiveMs = Date.now();
    const command = ownVersions.rebased(given);
    const queued = { id: crypto.randomUUID(), order: nextOrder(), command };
    outbox.put(queued);
    const answer = new Promise<Answer<Done>>((settle) => {
      pending.value = [...pending.peek(), { ...queued, settle }];
      void drain();
    });
    lastAnswer = answer;
    return tracedAction(command.kind, queued.id, answer);
  };

  const drain = async (): Promise<void> => {
    if (sending) {
      return;
    }
    sending = true;
    for (let next = unsent(); next !== undefined; next = unsent()) {
      await sendOne(next);
      ahead.settle();
    }
    sending = false;
    ahead.settle();
    // An answer behind others' events waits for them.
    if (!ahead.isLive() || pending.peek().some(({ seq }) => seq !== undefined)) {
      polling?.now();
    }
  };

  const unsent = (): Pending | undefined => pending.peek().find(({ seq }) => seq === undefined);

  /** The command as it is sent: with the ids and versions that the server has given meanwhile. */
  const ready = <C extends Command>(command: C): C => ownVersions.rebased(resolved(command, realIds.peek()));

  const sendOne = async (one: Pending): Promise<void> => {
    const send = (): Promise<Answer<Done>> => api.send(boardId, ready(one.command), one.id);
    const answer = await sender.send(send, () => pending.peek().includes(one) && mayRepeat(one));
    if (answer.ok) {
      outbox.remove(one.id);
      const { seq, createdId, event } = answer.value;
      const provisional = provisionalIdOf(one.command);
      ownVersions.learn(ready(one.command), event);
      batch(() => {
        if (createdId !== undefined && provisional !== null) {
          realIds.value = new Map(realIds.peek()).set(provisional, createdId);
          provisionalIds.set(createdId, provisional);
        }
        const done = seq <= (server.peek()?.seq ?? 0);
        pending.value = pending.peek().flatMap((other) => (other !== one ? [other] : done ? [] : [{ ...other, seq }]));
      });
      keepResolved();
      steps.add(event === undefined ? [] : [event], me.peek()?.id ?? "");
      // The next number in line needs no further request.
      if (event !== undefined && event.seq === (server.peek()?.seq ?? 0) + 1) {
        take([event]);
      }
    } else {
      pending.value = pending.peek().filter((other) => other !== one);
      if (answer.failure === "unauthorized") {
        // The session is over: it stays in the outbox and is sent after the next sign-in.
        one.settle(answer);
        return;
      }
      outbox.remove(one.id);
      if (one.command.kind === "undo") {
        steps.reject(one.command.seq);
      }
      onRejected?.(ready(one.command), answer);
      dropDependent(one.command, answer);
    }
    one.settle(answer);
  };

  /** What is about a thing that was not made cannot be done either. */
  const dropDependent = (rejected: Command, answer: Rejected): void => {
    const provisional = provisionalIdOf(rejected);
    const dependent = provisional === null ? [] : pending.peek().filter(({ command }) => mentions(ready(command), provisional));
    pending.value = pending.peek().filter((other) => !dependent.includes(other));
    for (const one of dependent) {
      outbox.remove(one.id);
      onRejected?.(one.command, answer, rejected);
      one.settle(answer);
      dropDependent(one.command, answer);
    }
  };

  /** What waits is kept with real ids and versions: a page that comes later does not know what the first ones became. */
  const keepResolved = (): void => {
    for (const { id, order, command, seq } of pending.peek()) {
      const kept = ready(command);
      if (seq === undefined && kept !== command) {
        outbox.put({ id, order, command: kept });
      }
    }
  };

  /** Steps of earlier pages and other devices; the ones that were taken while the answer was on its way stay. */
  const loadSteps = async (): Promise<void> => {
    const mine = me.peek()?.id;
    if (stepsLoaded || mine === undefined) {
      return;
    }
    const answer = await api.activity(boardId);
    if (answer.ok) {
      stepsLoaded = true;
      steps.add(answer.value.events, mine);
    }
  };

  /** Shows the cached board, opens the real one and follows it until the returned function is called. */
  const start = (): (() => void) => {
    let stopped = false;
    void (async () => {
      const cached = await cache.get(boardId);
      if (cached !== null && server.peek() === null && !stopped) {
        server.value = cached;
      }
      await open();
      void drain();
      await loadSteps();
      if (!stopped) {
        // What is pushed completes only what the log has told: after a failure it is asked again soon.
        polling = poll(catchUp, () => intervalMs(ahead.isLive() && failure.peek() === null, lastActiveMs));
        if (ahead.isLive()) {
          polling.now(); // It became so while there was nothing to ask with.
        }
      }
    })();
    const stopFollowing = push === undefined ? undefined : ahead.follow(push);
    return () => {
      stopped = true;
      stopFollowing?.();
      polling?.stop();
      polling = null;
    };
  };

  return {
    boardId, state, columns, cards, me, failure, stale, undo: steps.stacks, pending, run, start,
    reload: open,
    /** Takes the board out of this browser. */
    forget,
    /** Settled when everything that an earlier page left is answered; null when it left nothing. */
    resumed: restored.length === 0 ? null : Promise.all(restored.map(({ answered }) => answered)).then(() => undefined),
    /** Settled when everything done so far is answered. */
    answered: () => lastAnswer,
    touch: () => { lastActiveMs = Date.now(); },
    catchUp: ask,
    /** The id by which the server knows something that was made here. */
    resolve: <C extends Command>(command: C): C => resolved(command, realIds.value),
    realId: (id: string): string => realIds.peek().get(id) ?? id,
    /** What stays the same when a provisional id becomes a real one: its element stays, and the focus on it. */
    keyOf: (id: string): string => provisionalIds.get(id) ?? id,
  };
}

export type BoardStore = ReturnType<typeof createBoardStore>;

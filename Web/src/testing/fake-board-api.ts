import type { Answer, Rejected } from "../api/answer";
import { predict, provisionalIdOf } from "../board/commands/table";
import { applyEvent } from "../board/model/apply";
import type { Command } from "../board/model/commands";
import type { BoardEvent, BoardState, Card, Column, Label } from "../board/model/model";
import type { BoardApi, Done } from "../board/sync/board-api";

const kinds: Partial<Record<Command["kind"], string>> = {
  createCard: "cardCreated", moveCard: "cardMoved", renameCard: "cardRenamed", archiveCard: "cardArchived", setCard: "cardChanged",
};

/** A server in memory for tests: keeps the log, answers as told. It is never part of the built page. */
export function createFakeServer(initial: BoardState, by: string = [...initial.members.keys()][0] ?? "m1") {
  let state = initial;
  const log: BoardEvent[] = [];
  const done = new Map<string, Done>();
  const server = {
    get state() { return state; },
    log,
    /** How many requests of each kind there were. */
    calls: { open: 0, events: 0, send: 0 },
    /** Answers the next commands instead of doing them; undefined does it. */
    reject: [] as (Rejected | undefined)[],
    /** Does the command but loses the answer. */
    loseAnswers: 0,
    as: (member: string, command: Command): Done => perform(command, member),
    api: null as unknown as BoardApi,
  };

  const perform = (command: Command, member: string): Done => {
    const seq = state.seq + 1;
    const provisional = provisionalIdOf(command);
    const createdId = provisional === null ? undefined : `id${seq}`;
    const after = stamped(predict(state, [command]), state, seq, provisional, createdId);
    const renamed = command.kind === "renameCard" ? after.cards.get(command.cardId) : undefined;
    if (renamed !== undefined) {
      renamed.titleVersion = seq;
    }
    const event: BoardEvent = {
      seq, at: new Date().toISOString(), by: member, kind: kinds[command.kind] ?? command.kind,
      ...(command.kind === "undo" ? { undoes: command.seq } : {}),
      ...(after.info === state.info ? {} : { board: { id: state.id, after: after.info } }),
      cards: changes<Card>(state.cards, after.cards),
      columns: changes<Column>(state.columns, after.columns),
      labels: changes<Label>(state.labels, after.labels),
    };
    log.push(event);
    state = applyEvent(state, event);
    return { seq, createdId, event };
  };

  const ok = <T>(value: T): Answer<T> => ({ ok: true, value });
  server.api = {
    open: async (_, known) => { server.calls.open++; return ok(known?.seq === state.seq ? null : state); },
    eventsAfter: async (_, seq) => { server.calls.events++; return ok({ events: log.filter((event) => event.seq > seq), more: false }); },
    activity: async () => ok({ events: log.toReversed() }),
    send: async (_, command, commandId) => {
      server.calls.send++;
      const known = done.get(commandId);
      if (known !== undefined) {
        return ok(known);
      }
      const rejection = server.reject.shift();
      if (rejection !== undefined) {
        return rejection;
      }
      const current = command.kind === "renameCard" ? state.cards.get(command.cardId) : undefined;
      if (current !== undefined && "version" in command && current.titleVersion !== command.version) {
        return rejected({ current: current.title, currentVersion: current.titleVersion });
      }
      const result = perform(command, by);
      done.set(commandId, result);
      if (server.loseAnswers > 0) {
        server.loseAnswers--;
        return rejected({ failure: "offline", retriable: true });
      }
      return ok(result);
    },
  };
  return server;
}

export const rejected = (more: Partial<Rejected> = {}): Rejected => ({
  ok: false, failure: "rejected", type: null, detail: null, limit: null, current: null, currentVersion: null, retryAfterMs: null, retriable: false, ...more,
});

function stamped(next: BoardState, before: BoardState, seq: number, provisional: string | null, createdId: string | undefined): BoardState {
  const stamp = <T extends { id: string; version: number }>(entities: ReadonlyMap<string, T>, old: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...entities].map(([id, entity]) => {
      const real = id === provisional && createdId !== undefined ? createdId : id;
      return [real, old.get(id) === entity ? entity : { ...entity, id: real, version: seq }];
    }));
  return { ...next, cards: stamp(next.cards, before.cards), columns: stamp(next.columns, before.columns), labels: stamp(next.labels, before.labels) };
}

function changes<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): { id: string; before: T | null; after: T | null }[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }));
}

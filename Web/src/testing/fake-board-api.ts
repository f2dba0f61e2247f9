import { rejected as rejectedAs, type Answer, type Rejected } from "../api/answer";
import { createMemoryServer } from "../board/memory/memory-server";
import type { Command } from "../board/model/commands";
import type { BoardState } from "../board/model/model";
import type { BoardApi, Done } from "../board/sync/board-api";

/** A server in memory that counts its requests and answers as told, for tests. */
export function createFakeServer(initial: BoardState, by: string = [...initial.members.keys()][0] ?? "m1") {
  const memory = createMemoryServer({ board: initial, me: by });
  const { board } = memory.source;
  /** How many requests of each kind there were. */
  const calls = { open: 0, events: 0, send: 0 };
  const done = new Set<string>();
  const api: BoardApi = {
    ...board,
    open: (...asked) => { calls.open++; return board.open(...asked); },
    eventsAfter: (...asked) => { calls.events++; return board.eventsAfter(...asked); },
    send: async (boardId, command, commandId) => {
      calls.send++;
      if (done.has(commandId)) {
        return board.send(boardId, command, commandId);
      }
      const rejection = server.reject.shift();
      if (rejection !== undefined) {
        return rejection;
      }
      const answer = await board.send(boardId, command, commandId);
      if (!answer.ok) {
        return answer;
      }
      done.add(commandId);
      if (server.loseAnswers > 0) {
        server.loseAnswers--;
        return rejected({ failure: "offline", retriable: true });
      }
      return answer;
    },
  };
  const server = {
    source: { ...memory.source, demo: false }, calls, api,
    get state() { return memory.state; },
    get log() { return memory.log; },
    /** Answers the next commands instead of doing them; undefined does it. */
    reject: [] as (Rejected | undefined)[],
    /** Does the command but loses the answer. */
    loseAnswers: 0,
    as: (member: string, command: Command): Done => valueOf(memory.as(member, command)),
  };
  return server;
}

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) {
    throw new Error(`The command was rejected: ${answer.failure}.`);
  }
  return answer.value;
}

export const rejected = (more: Partial<Rejected> = {}): Rejected => ({ ...rejectedAs("rejected", false), ...more });

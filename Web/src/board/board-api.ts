import type { Failure } from "../api/http";
import type { Command } from "./commands";
import type { BoardEvent, BoardState } from "./model";

/** A request that failed, with what the server said about it. */
export interface Refused {
  ok: false;
  failure: Failure;
  /** The problem's type, by which clients switch. */
  type: string | null;
  /** The reason in English; `problemText` gives it in the reader's language. */
  detail: string | null;
  /** The maximum that the request exceeds, where the server names one. */
  limit: number | null;
  /** The text as it is now, when a stale write was refused, and its version. */
  current: string | null;
  currentVersion: number | null;
  /** How long to wait before the next try, when the server says so. */
  retryAfterMs: number | null;
  /** Whether the same request may do better later. */
  retriable: boolean;
}

export type Answer<T> = { ok: true; value: T } | Refused;

export interface Done {
  /** The event that the command became; the state that includes it includes the command. */
  seq: number;
  /** What the server calls the thing that was made. */
  createdId?: string | undefined;
  /** The event itself, when the server tells it. */
  event?: BoardEvent | undefined;
}

export interface EventsPage {
  events: readonly BoardEvent[];
  /** Whether there are more events behind these. */
  more: boolean;
}

export interface ActivityPage {
  /** Newest first. */
  events: readonly BoardEvent[];
  /** Where the next page begins; absent on the last. */
  before?: number | null;
}

/** What the board's store needs of a server. */
export interface BoardApi {
  /** null: the board is still as `known`. */
  open: (boardId: string, known: BoardState | null) => Promise<Answer<BoardState | null>>;
  eventsAfter: (boardId: string, seq: number) => Promise<Answer<EventsPage>>;
  /** Does a command; the same command id is done once, however often it is sent. */
  send: (boardId: string, command: Command, commandId: string) => Promise<Answer<Done>>;
  /** The last events, or those before one. */
  activity: (boardId: string, before?: number) => Promise<Answer<ActivityPage>>;
}

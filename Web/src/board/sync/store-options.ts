import type { Rejected } from "../../api/answer";
import type { Command } from "../model/commands";
import type { BoardEvent, BoardState } from "../model/model";
import type { BoardApi } from "./board-api";
import type { BoardPush } from "./board-push";
import type { Outbox } from "./outbox";

export interface BoardCache {
  get: (boardId: string) => Promise<BoardState | null>;
  put: (state: BoardState) => Promise<void>;
  remove: (boardId: string) => Promise<void>;
}

export interface StoreOptions {
  boardId: string;
  api: BoardApi;
  cache: BoardCache;
  outbox: Outbox;
  /** Tells of events as they happen; without it, the board is asked for them. */
  push?: BoardPush;
  /** The signed-in user's id at the user pool. */
  sub: string;
  /** Called with the events of others as they arrive. */
  onOthers?: (events: readonly BoardEvent[]) => void;
  /** `because` is the command that was to make what this one is about. */
  onRejected?: (command: Command, rejection: Rejected, because?: Command) => void;
}

import type { Answer } from "../../api/answer";
import type { Command } from "../model/commands";
import type { BoardEvent, BoardState } from "../model/model";

export interface Done {
  /** The event that the command became; the state that includes it includes the command. */
  seq: number;
  /** What the server calls the thing that was made. */
  createdId?: string | undefined;
  /** The event itself, when the server tells it. */
  event?: BoardEvent | undefined;
}

interface EventsPage {
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

import type { Answer } from "../../api/answer";
import type { Command } from "../model/commands";
import type { CardDetails } from "../model/details";
import type { BoardEvent, BoardState, Card } from "../model/model";

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

/** Reads what a card has beyond its face; commands go through the board's store. */
export interface CardApi {
  details: (boardId: string, cardId: string) => Promise<Answer<CardDetails>>;
  activity: (boardId: string, cardId: string, before?: number) => Promise<Answer<ActivityPage>>;
}

/** Where a board is kept, with all that its page reads of it. */
export interface BoardSource {
  board: BoardApi;
  card: CardApi;
  archived: (boardId: string) => Promise<Answer<readonly Card[]>>;
  /** Whether it is kept by this page alone: there is nobody to invite, no rule that runs and no other board. */
  demo: boolean;
}

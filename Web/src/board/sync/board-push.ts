import type { BoardEvent } from "../model/model";

/** Says that a board has a new event, and mostly which one; it may be lost, doubled or late. */
export interface PushMessage {
  seq: number;
  /** Absent for "look now": it is large, or changes the channel. */
  event?: BoardEvent;
}

/** Tells of a board's events as they happen. */
export interface BoardPush {
  /** Hears the messages of a channel until the returned function is called; `onLive` tells whether they arrive. */
  follow: (channel: string, onMessage: (message: PushMessage) => void, onLive: (live: boolean) => void) => () => void;
}

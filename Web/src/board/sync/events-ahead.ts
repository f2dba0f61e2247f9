import { computed, effect, untracked, type ReadonlySignal } from "@preact/signals";
import type { BoardEvent, BoardState } from "../model/model";
import type { BoardPush, PushMessage } from "./board-push";

/** So long the events before one may take that has overtaken them. */
const overtakenMs = 100;

export interface EventsAheadOptions {
  server: ReadonlySignal<BoardState | null>;
  /** Whether `server` is from the cache, and may be long out of date. */
  stale: ReadonlySignal<boolean>;
  /** Whether an event has to wait for the answer to the command that it came of. */
  isAwaited: (event: BoardEvent) => boolean;
  take: (events: readonly BoardEvent[]) => void;
  /** Asks the log for what comes after the cursor. */
  ask: () => void;
}

/** What is known of after the cursor: applied in order, each event once, and asked for where something is missing. */
export function createEventsAhead({ server, stale, isAwaited, take, ask }: EventsAheadOptions) {
  const known = new Map<number, PushMessage>();
  let overtaken: ReturnType<typeof setTimeout> | undefined;
  let live = false;

  const cursor = (): number => server.peek()?.seq ?? 0;

  /** Applies what follows the cursor. */
  const settle = (): void => {
    if (server.peek() === null || stale.peek()) {
      return;
    }
    const next: BoardEvent[] = [];
    for (let event = known.get(cursor() + 1)?.event; event !== undefined && !isAwaited(event); event = known.get(event.seq + 1)?.event) {
      next.push(event);
    }
    take(next);
    const seq = cursor();
    [...known.keys()].filter((at) => at <= seq).forEach((at) => known.delete(at));
    const following = known.get(seq + 1);
    const isMissing = known.size > 0 && (following?.event === undefined || !isAwaited(following.event));
    if (!isMissing || following !== undefined) {
      clearTimeout(overtaken);
      overtaken = undefined;
    }
    if (isMissing) {
      // Not put off by what comes meanwhile: on a busy board that would be for ever.
      overtaken ??= setTimeout(() => {
        overtaken = undefined;
        ask();
      }, following === undefined ? overtakenMs : 0);
    }
  };

  return {
    settle,
    isLive: (): boolean => live,
    numbers: (): readonly number[] => [...known.keys()],
    /** Takes events of the log. What was told of before the log was read to its end is among them, or was never true. */
    read: (events: readonly BoardEvent[], toldBefore: readonly number[]): void => {
      const last = events.at(-1)?.seq ?? cursor();
      toldBefore.filter((seq) => seq > last).forEach((seq) => known.delete(seq));
      events.forEach((event) => known.set(event.seq, { seq: event.seq, event }));
      settle();
    },
    /** Hears what is pushed on the board's channel, also on its next one, until the returned function is called. */
    follow: (push: BoardPush): (() => void) => {
      const channel = computed(() => (stale.value ? null : server.value?.channel ?? null));
      const stop = effect(() => {
        const name = channel.value;
        if (name === null) {
          return undefined;
        }
        const leave = untracked(() => push.follow(name, (message) => {
          known.set(message.seq, message);
          settle();
        }, (next) => {
          live = next;
          // What happened before is known to nobody here; what happens from now on is told.
          ask();
        }));
        return () => {
          leave();
          live = false;
        };
      });
      return () => {
        stop();
        clearTimeout(overtaken);
      };
    },
  };
}

import { whenIdle } from "../../lib/idle";
import { realtime } from "../../realtime/configured";
import type { BoardPush } from "./board-push";

/** Push for a user's boards, whose code comes when the browser has nothing else to do. Without that code the board is polled. */
export const idlePush = (sub: string): BoardPush => ({
  follow: (channel, onMessage, onLive) => {
    const config = realtime;
    let stop: (() => void) | null = null;
    let stopped = config === null;
    const begin = async (): Promise<void> => {
      const { socketPush } = await import("./socket-push");
      if (!stopped && config !== null) {
        stop = socketPush(config, sub).follow(channel, onMessage, onLive);
      }
    };
    const cancel = stopped ? null : whenIdle(() => void begin().catch(() => undefined));
    return () => {
      stopped = true;
      cancel?.();
      stop?.();
    };
  },
});

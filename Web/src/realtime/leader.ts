import type { EventSocket, EventSocketOptions } from "./event-socket";

export type OpenSocket = (hears: Pick<EventSocketOptions, "onEvent" | "onLive">) => EventSocket;

interface Wish {
  channels: readonly string[];
  renewedAtMs: number;
}

/** A tab renews its wish this often. */
export const renewMs = 20_000;
/** A tab that was closed without a word is forgotten after this. */
const leaseMs = 3 * renewMs + 5_000;

/** What the leading tab does: one socket for what all tabs want. */
export function createLeader(openSocket: OpenSocket, hears: Parameters<OpenSocket>[0]) {
  const wishes = new Map<string, Wish>();
  let live: ReadonlySet<string> = new Set();
  const socket = openSocket({ ...hears, onLive: (channels) => { live = channels; hears.onLive(channels); } });

  const update = (): void => {
    for (const [tab, { renewedAtMs }] of wishes) {
      if (Date.now() - renewedAtMs > leaseMs) {
        wishes.delete(tab);
      }
    }
    socket.want(new Set([...wishes.values()].flatMap(({ channels }) => channels)));
  };
  const timer = setInterval(update, renewMs);

  return {
    live: (): ReadonlySet<string> => live,
    wish: (tab: string, channels: Iterable<string>): void => {
      wishes.set(tab, { channels: [...channels], renewedAtMs: Date.now() });
      update();
    },
    close: (): void => {
      clearInterval(timer);
      socket.close();
    },
  };
}

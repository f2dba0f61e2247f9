import { createBackoff } from "./backoff";
import { openConnection, type Connection } from "./connection";
import { protocolsOf } from "./frames";
import { createSubscriptions, type SubscriptionsOptions } from "./subscriptions";

export interface EventSocketOptions extends Omit<SubscriptionsOptions, "send" | "random"> {
  url: string;
  random?: () => number;
}

export interface EventSocket {
  /** Subscribes these channels and no others; without any the connection is closed. */
  want: (channels: ReadonlySet<string>) => void;
  close: () => void;
}

/** A connection that lasted for this long was a good one. */
const steadyMs = 10_000;
/** The server says something every minute; after more than that, the machine slept or the network has changed. */
const suspiciousMs = 90_000;

/** A client of AppSync Events that keeps its subscriptions through lost connections. */
export function createEventSocket({ url, random = Math.random, ...options }: EventSocketOptions): EventSocket {
  const backoff = createBackoff(random);
  const controller = new AbortController();
  let wanted: ReadonlySet<string> = new Set();
  let connection: Connection | null = null;
  let subscriptions: ReturnType<typeof createSubscriptions> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let acceptedAtMs = Number.POSITIVE_INFINITY;
  let rejections = 0;
  /** Counts the tries to connect, so that the token for one that was given up opens nothing. */
  let attempt = 0;

  const connect = async (rejected: string | null): Promise<void> => {
    clearTimeout(timer);
    const mine = ++attempt;
    const bearer = await options.token(rejected).catch(() => null);
    if (mine !== attempt) {
      return;
    }
    if (bearer === null) {
      connectLater(backoff.next());
      return;
    }
    try {
      connection = open(bearer);
    } catch {
      // The address or the token is none that a WebSocket takes.
      connectLater(backoff.long());
    }
  };

  const open = (bearer: string): Connection => openConnection({
    url,
    protocols: protocolsOf(options.host, bearer),
    onAck: () => {
      acceptedAtMs = Date.now();
      rejections = 0;
      subscriptions = createSubscriptions({ ...options, random, send: (frame) => connection?.send(frame) });
      subscriptions.want(wanted);
    },
    onFrame: (frame) => subscriptions?.hear(frame),
    onEnd: (reason) => {
      if (Date.now() - acceptedAtMs > steadyMs) {
        backoff.reset();
      }
      drop();
      const unauthorized = reason === "unauthorized" && ++rejections > 0;
      // A token that is not accepted may be cured by a new one, once.
      connectLater(unauthorized && rejections > 1 ? backoff.long() : backoff.next(), unauthorized && rejections === 1 ? bearer : null);
    },
  });

  const connectLater = (delayMs: number, rejected: string | null = null): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(rejected), delayMs);
  };

  const drop = (): void => {
    attempt++;
    clearTimeout(timer);
    connection?.close();
    connection = null;
    subscriptions?.close();
    subscriptions = null;
    acceptedAtMs = Number.POSITIVE_INFINITY;
  };

  /** The page is shown again or the network is back: what seems to hold may be dead, and there is no reason to wait longer. */
  const wake = (): void => {
    const silentMs = connection === null ? 0 : Date.now() - connection.heardAtMs();
    const waiting = connection === null && timer !== undefined && rejections === 0;
    if (wanted.size > 0 && (silentMs > suspiciousMs || waiting)) {
      drop();
      void connect(null);
    }
  };

  const { signal } = controller;
  window.addEventListener("online", wake, { signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake(), { signal });
  window.addEventListener("offline", () => {
    if (connection !== null) {
      drop();
      connectLater(backoff.next());
    }
  }, { signal });

  return {
    want: (channels) => {
      const before = wanted;
      wanted = channels;
      if (channels.size === 0) {
        drop();
      } else if (before.size === 0) {
        void connect(null);
      } else {
        subscriptions?.want(channels);
      }
    },
    close: () => {
      controller.abort();
      wanted = new Set();
      drop();
    },
  };
}

import { createBackoff } from "./backoff";
import type { Frame } from "./frames";

/** Gives the access token; a rejected one is renewed first. Null without a session; throws when there is none to be had now. */
type Token = (rejected: string | null) => Promise<string | null>;

export interface SubscriptionsOptions {
  host: string;
  token: Token;
  send: (frame: object) => void;
  onEvent: (channel: string, event: string) => void;
  /** The channels that the server has subscribed. */
  onLive: (channels: ReadonlySet<string>) => void;
  random: () => number;
}

interface Subscription {
  channel: string;
  /** A new one for each try: a used one is rejected. */
  id: string;
  live: boolean;
  token: string | null;
  rejections: number;
  backoff: ReturnType<typeof createBackoff>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const answerMs = 15_000;

/** The subscriptions of one connection. What the server rejects is asked for again, seldom when the answer will hardly change. */
export function createSubscriptions({ host, token, send, onEvent, onLive, random }: SubscriptionsOptions) {
  const all = new Map<string, Subscription>();

  const tellLive = (): void => onLive(new Set([...all.values()].filter(({ live }) => live).map(({ channel }) => channel)));
  const byId = (id: string): Subscription | undefined => (id === "" ? undefined : [...all.values()].find((one) => one.id === id));

  const ask = async (one: Subscription, rejected: string | null): Promise<void> => {
    const id = crypto.randomUUID();
    one.id = id;
    one.timer = setTimeout(() => {
      send({ type: "unsubscribe", id });
      askLater(one, one.backoff.next());
    }, answerMs);
    const bearer = await token(rejected).catch(() => null);
    if (all.get(one.channel) !== one || one.id !== id) {
      return;
    }
    if (bearer === null) {
      askLater(one, one.backoff.next());
      return;
    }
    one.token = bearer;
    send({ type: "subscribe", id, channel: one.channel, authorization: { host, Authorization: bearer } });
  };

  const askLater = (one: Subscription, delayMs: number, rejected: string | null = null): void => {
    clearTimeout(one.timer);
    one.id = "";
    one.timer = setTimeout(() => void ask(one, rejected), delayMs);
  };

  const reject = (one: Subscription, final: boolean): void => {
    one.rejections++;
    // A token that is not accepted may be cured by a new one, once.
    const again = final && one.rejections > 1 ? one.backoff.long() : one.backoff.next();
    askLater(one, again, final && one.rejections === 1 ? one.token : null);
  };

  const add = (channel: string): void => {
    const one: Subscription = { channel, id: "", live: false, token: null, rejections: 0, backoff: createBackoff(random), timer: undefined };
    all.set(channel, one);
    void ask(one, null);
  };

  const remove = (one: Subscription): void => {
    clearTimeout(one.timer);
    all.delete(one.channel);
    if (one.id !== "") {
      send({ type: "unsubscribe", id: one.id });
    }
  };

  return {
    want: (channels: ReadonlySet<string>): void => {
      const gone = [...all.values()].filter(({ channel }) => !channels.has(channel));
      gone.forEach(remove);
      [...channels].filter((channel) => !all.has(channel)).forEach(add);
      if (gone.some(({ live }) => live)) {
        tellLive();
      }
    },
    hear: (frame: Frame): void => {
      const one = "id" in frame ? byId(frame.id) : undefined;
      if (one === undefined) {
        return;
      }
      if (frame.type === "data") {
        frame.events.forEach((event) => onEvent(one.channel, event));
      } else if (frame.type === "subscribe_success") {
        clearTimeout(one.timer);
        one.live = true;
        tellLive();
      } else if (frame.type === "subscribe_error" && !one.live) {
        reject(one, frame.final);
      }
    },
    /** The connection is over. */
    close: (): void => {
      all.forEach(({ timer }) => clearTimeout(timer));
      all.clear();
      onLive(new Set());
    },
  };
}

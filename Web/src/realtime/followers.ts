export type OnEvent = (event: string) => void;
export type OnLive = (live: boolean) => void;

interface Follower {
  channel: string;
  onEvent: OnEvent;
  onLive: OnLive;
}

/** Those in this tab who follow channels. */
export function createFollowers(changed: () => void) {
  const all = new Set<Follower>();
  let live: ReadonlySet<string> = new Set();
  return {
    follow: (channel: string, onEvent: OnEvent, onLive: OnLive): (() => void) => {
      const one: Follower = { channel, onEvent, onLive };
      all.add(one);
      changed();
      if (live.has(channel)) {
        onLive(true);
      }
      return () => {
        if (all.delete(one)) {
          changed();
        }
      };
    },
    channels: (): ReadonlySet<string> => new Set([...all].map(({ channel }) => channel)),
    hear: (channel: string, event: string): void => [...all].filter((one) => one.channel === channel).forEach((one) => one.onEvent(event)),
    /** Tells each follower when its channel becomes live, or no longer is. */
    setLive: (next: ReadonlySet<string>): void => {
      const before = live;
      live = next;
      [...all].filter(({ channel }) => before.has(channel) !== next.has(channel)).forEach(({ channel, onLive }) => onLive(next.has(channel)));
    },
  };
}

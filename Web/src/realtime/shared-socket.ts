import { createFollowers } from "./followers";
import { createLeader, renewMs, type OpenSocket } from "./leader";
import { createLeadership } from "./leadership";
import { thisTab, type Tab } from "./tab";
import { createWishes } from "./wishes";

/** `wish` is for the leading tab, all others are from it. */
type Message =
  | { kind: "wish"; tab: string; channels: readonly string[] }
  | { kind: "leads" }
  | { kind: "live"; channels: readonly string[] }
  | { kind: "event"; channel: string; event: string };

export interface SharedSocketOptions {
  /** Tabs with the same name share; it names the user, and the version of `Message`. */
  name: string;
  openSocket: OpenSocket;
  tab?: Tab;
}

/** A leading tab that does not answer by then is asleep. */
const answerMs = 3_000;
const none: ReadonlySet<string> = new Set();

/**
 * One socket for all tabs of a browser. The leading tab holds a lock and the socket; the others tell it what they want, and hear
 * from it. Hidden tabs want nothing, and a tab that wants nothing does not lead.
 */
export function createSharedSocket({ name, openSocket, tab = thisTab() }: SharedSocketOptions) {
  const id = crypto.randomUUID();
  const others = tab.shared?.openChannel(name) ?? null;
  let leader: ReturnType<typeof createLeader> | null = null;
  let wanted = none;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let renewal: ReturnType<typeof setInterval> | undefined;
  let closed = false;

  const post = (message: Message): void => void (closed || others?.postMessage(message));
  const postLive = (): void => post({ kind: "live", channels: [...leader?.live() ?? []] });

  /** Tells the leading tab, this one or another. */
  const tellWish = (): void => {
    if (leader !== null) {
      leader.wish(id, wanted);
      return;
    }
    post({ kind: "wish", tab: id, channels: [...wanted] });
    if (wanted.size > 0 && others !== null) {
      silence ??= setTimeout(() => {
        answered();
        followers.setLive(none);
        leadership.seize();
      }, answerMs);
    }
  };
  const answered = (): void => {
    clearTimeout(silence);
    silence = undefined;
  };

  const leadership = createLeadership(tab.shared, name, () => {
    answered();
    followers.setLive(none);
    const mine = createLeader(openSocket, {
      onEvent: (channel, event) => {
        followers.hear(channel, event);
        post({ kind: "event", channel, event });
      },
      onLive: (channels) => {
        followers.setLive(channels);
        postLive();
      },
    });
    leader = mine;
    tellWish();
    post({ kind: "leads" });
    return () => {
      mine.close();
      leader = null;
      if (wanted.size > 0) {
        tellWish(); // Another tab has taken the lead.
      }
    };
  });

  const wishes = createWishes((channels) => {
    wanted = channels;
    clearInterval(renewal);
    if (channels.size === 0) {
      answered();
      leadership.leave();
    } else {
      renewal = setInterval(tellWish, renewMs);
      leadership.seek();
    }
    tellWish();
  });
  const followers = createFollowers(() => update());
  const update = (): void => {
    if (!closed) {
      wishes.change(tab.presence() === "visible" ? followers.channels() : none);
    }
  };

  const hear = (message: Message): void => {
    if (message.kind === "wish") {
      leader?.wish(message.tab, message.channels);
      if (leader !== null) {
        postLive();
      }
      return;
    }
    if (leader !== null) {
      return; // From a tab that has just lost the lead.
    }
    answered();
    switch (message.kind) {
      case "leads":
        followers.setLive(none);
        tellWish();
        break;
      case "live":
        followers.setLive(new Set(message.channels));
        break;
      case "event":
        followers.hear(message.channel, message.event);
        break;
    }
  };

  others?.addEventListener("message", ({ data }: MessageEvent<Message>) => hear(data));
  const stopPresence = tab.onPresence((presence) => (presence === "leaving" ? wishes.clear() : update()));

  return {
    /** Hears the events of a channel until the returned function is called; `onLive` tells whether they come. */
    follow: followers.follow,
    close: (): void => {
      stopPresence();
      wishes.clear();
      leader?.close();
      followers.setLive(none);
      closed = true;
      others?.close();
    },
  };
}

export type SharedSocket = ReturnType<typeof createSharedSocket>;

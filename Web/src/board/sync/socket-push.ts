import { accessToken } from "../../api/http";
import { onSignOut } from "../../auth/session";
import type { RealtimeConfig } from "../../lib/config";
import { createEventSocket } from "../../realtime/event-socket";
import { createSharedSocket, type SharedSocket } from "../../realtime/shared-socket";
import type { BoardPush } from "./board-push";
import { pushMessageOf } from "./push-message";

let current: { sub: string; socket: SharedSocket } | null = null;

/** Push by AppSync Events, over one socket for all tabs of the user. */
export function socketPush({ url, host }: RealtimeConfig, sub: string): BoardPush {
  return {
    follow: (channel, onMessage, onLive) => socketOf(url, host, sub).follow(`/boards/${channel}`, (text) => {
      const message = pushMessageOf(text);
      if (message !== null) {
        onMessage(message);
      }
    }, onLive),
  };
}

function socketOf(url: string, host: string, sub: string): SharedSocket {
  if (current?.sub !== sub) {
    current?.socket.close();
    const openSocket: Parameters<typeof createSharedSocket>[0]["openSocket"] = (hears) => createEventSocket({ url, host, token: accessToken, ...hears });
    // The number is that of the messages between tabs: those of another version do not understand each other.
    current = { sub, socket: createSharedSocket({ name: `push-1.${sub}`, openSocket }) };
  }
  return current.socket;
}

onSignOut(() => {
  current?.socket.close();
  current = null;
});

import { frameOf, type Frame } from "./frames";

export interface ConnectionOptions {
  url: string;
  protocols: [string, string];
  /** The server has accepted the connection. */
  onAck: () => void;
  onFrame: (frame: Frame) => void;
  /** Called once, unless this side has closed. */
  onEnd: (reason: "lost" | "unauthorized") => void;
}

export interface Connection {
  send: (frame: object) => void;
  /** When the server was last heard, in milliseconds since 1970. */
  heardAtMs: () => number;
  close: () => void;
}

/** How long the server may take to accept. */
const connectMs = 15_000;

/** One WebSocket from its opening to its end. A server that is silent for longer than it has promised is gone. */
export function openConnection({ url, protocols, onAck, onFrame, onEnd }: ConnectionOptions): Connection {
  const socket = new WebSocket(url, protocols);
  let heardAtMs = Date.now();
  let timeoutMs: number | null = null;
  let timer = setTimeout(() => end("lost"), connectMs);
  let over = false;

  const close = (): void => {
    over = true;
    clearTimeout(timer);
    // Closed while it opens, it would leave an error in the console.
    if (socket.readyState !== WebSocket.CONNECTING) {
      socket.close();
    }
  };
  const end = (reason: "lost" | "unauthorized"): void => {
    if (!over) {
      // The browser may take a minute to say that a dead connection is closed.
      close();
      onEnd(reason);
    }
  };
  const hear = (data: unknown): void => {
    heardAtMs = Date.now();
    const frame = frameOf(data);
    const accepted = frame?.type === "connection_ack" && timeoutMs === null;
    if (accepted) {
      timeoutMs = frame.timeoutMs;
    }
    if (timeoutMs !== null) {
      clearTimeout(timer);
      timer = setTimeout(() => end("lost"), timeoutMs);
    }
    if (accepted) {
      onAck();
    } else if (frame?.type === "connection_error") {
      end(frame.unauthorized ? "unauthorized" : "lost");
    } else if (frame !== null) {
      onFrame(frame);
    }
  };

  socket.addEventListener("open", () => (over ? socket.close() : socket.send(JSON.stringify({ type: "connection_init" }))));
  socket.addEventListener("message", ({ data }) => over || hear(data));
  socket.addEventListener("error", () => end("lost"));
  socket.addEventListener("close", () => end("lost"));
  return { send: (frame) => socket.send(JSON.stringify(frame)), heardAtMs: () => heardAtMs, close };
}

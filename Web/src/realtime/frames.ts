/** What the service sends, as far as this client uses it. */
export type Frame =
  | { type: "connection_ack"; timeoutMs: number }
  | { type: "connection_error"; unauthorized: boolean }
  | { type: "subscribe_success"; id: string }
  | { type: "subscribe_error"; id: string; final: boolean }
  | { type: "data"; id: string; events: readonly string[] }
  /** Keep-alive, and what a later version of the service may send. */
  | { type: "other" };

/** https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html */
const protocol = "aws-appsync-event-ws";
const defaultTimeoutMs = 300_000;
/** Errors that the same request meets again a second later. */
const finalErrors: ReadonlySet<unknown> = new Set(["UnauthorizedException", "BadRequestException", "ForbiddenException"]);

/** The subprotocols of a connection: a browser sends no headers with a WebSocket, so one of them carries the authorization. */
export function protocolsOf(host: string, token: string): [string, string] {
  const header = btoa(JSON.stringify({ host, Authorization: token }));
  return [protocol, `header-${header.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`];
}

/** Reads a frame; null for what is none. */
export function frameOf(data: unknown): Frame | null {
  const frame = parsed(data);
  const id = typeof frame?.["id"] === "string" ? frame["id"] : "";
  switch (frame?.["type"]) {
    case undefined:
      return null;
    case "connection_ack":
      return { type: "connection_ack", timeoutMs: timeoutOf(frame["connectionTimeoutMs"]) };
    case "connection_error":
      return { type: "connection_error", unauthorized: errorsOf(frame).some(isFinal) };
    case "subscribe_success":
      return { type: "subscribe_success", id };
    case "subscribe_error":
      return { type: "subscribe_error", id, final: errorsOf(frame).some(isFinal) };
    case "data":
      // {"type":"data","id":"…","event":"{…}"}; the documentation shows an array with one text, too.
      return { type: "data", id, events: [frame["event"]].flat().filter((event) => typeof event === "string") };
    default:
      return { type: "other" };
  }
}

function parsed(data: unknown): Record<string, unknown> | null {
  try {
    const frame: unknown = typeof data === "string" ? JSON.parse(data) : null;
    return isObject(frame) ? frame : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const errorsOf = ({ errors }: Record<string, unknown>): unknown[] => (Array.isArray(errors) ? errors : []);
const isFinal = (error: unknown): boolean => isObject(error) && (finalErrors.has(error["errorType"]) || error["errorCode"] === 401 || error["errorCode"] === 403);
const timeoutOf = (value: unknown): number => (typeof value === "number" && value > 0 && value <= 3_600_000 ? value : defaultTimeoutMs);

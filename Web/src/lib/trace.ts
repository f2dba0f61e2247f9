/** https://www.w3.org/TR/trace-context/#traceparent-header */
export interface SpanContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits. */
  spanId: string;
}

export type AttributeValue = string | number | boolean;

export interface Span extends SpanContext {
  parentSpanId: string | null;
  name: string;
  kind: "internal" | "client";
  /** Milliseconds since 1970, with fractions. */
  startMs: number;
  endMs: number;
  /** Never a text, an address or an id: the server takes none. */
  attributes: Record<string, AttributeValue>;
  failed: boolean;
}

// What is kept until it is sent; the oldest go first.
const maxSpans = 256;

/** The trace of this load of the page: what is fetched before its user does something is part of it, each route once. */
export const pageLoad: SpanContext = { traceId: randomHex(16), spanId: randomHex(8) };

let spans: Span[] | null = null;
let loading = true;
const loaded = new Set<string>();

/** Begins or ends recording. While nothing is recorded no request names a trace, and the server begins its own. */
export function setRecording(on: boolean): void {
  spans = on ? (spans ?? []) : null;
}

/** Records nothing until the returned function is called. */
export function pauseRecording(): () => void {
  const before = spans;
  spans = null;
  return () => {
    spans ??= before;
  };
}

export function record(span: Span): void {
  spans?.push(span);
  if (spans !== null && spans.length > maxSpans) {
    spans.shift();
  }
}

/** Gives the oldest spans and forgets them. */
export const takeSpans = (most: number): Span[] => spans?.splice(0, most) ?? [];

/** From now on a request without a cause is a trace of its own. */
export function endPageLoad(): void {
  loading = false;
}

/** Sends within a span that the server's spans continue. `route` is the path with its variables' names, for example `/items/{id}`. */
export async function tracedFetch(request: Request, route: string, send: (request: Request) => Promise<Response>): Promise<Response> {
  // The poll for what others did would be most of all spans; the server traces it alone.
  if (spans === null || route.endsWith("/events")) {
    return send(request);
  }
  const cause = parse(request.headers.get("traceparent")) ?? (loading && !loaded.has(route) ? pageLoad : null);
  loaded.add(route);
  const context = { traceId: cause?.traceId ?? randomHex(16), spanId: randomHex(8) };
  const startMs = now();
  const end = (attributes: Span["attributes"], failed: boolean): void => record({
    ...context, parentSpanId: cause?.spanId ?? null, name: `${request.method} ${route}`, kind: "client", startMs, endMs: now(),
    attributes: { "http.request.method": request.method, "url.template": route, ...attributes }, failed,
  });
  request.headers.set("traceparent", format(context));
  try {
    const response = await send(request);
    end({ "http.response.status_code": response.status }, response.status >= 500);
    return response;
  } catch (error) {
    end({ "error.type": error instanceof DOMException && error.name === "AbortError" ? "aborted" : "network" }, true);
    throw error;
  }
}

/** What somebody does, from the click to the answer. Its id is that of its command, so whoever sends the command can name it. */
export async function tracedAction<T extends { ok: boolean; failure?: string }>(name: string, commandId: string, answer: Promise<T>): Promise<T> {
  const startMs = now();
  const { ok, failure } = await answer;
  record({
    ...contextOf(commandId), parentSpanId: null, name, kind: "internal", startMs, endMs: now(),
    attributes: { "kanban.command.name": name, "kanban.command.outcome": ok ? "done" : (failure ?? "rejected") },
    failed: failure === "offline" || failure === "unavailable",
  });
  return answer;
}

/** The header by which a request is part of an action. */
export const actionHeaders = (commandId: string): Record<string, string> => (spans === null ? {} : { traceparent: format(contextOf(commandId)) });

// A UUID has as many digits as a trace's id, and its last 16 are random enough for a span's.
function contextOf(commandId: string): SpanContext {
  const digits = commandId.replaceAll("-", "");
  return { traceId: digits, spanId: digits.slice(16) };
}

const format = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`;

function parse(header: string | null): SpanContext | null {
  const [, traceId, spanId] = header?.match(/^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/) ?? [];
  return traceId === undefined || spanId === undefined ? null : { traceId, spanId };
}

/** The wall clock as it was when the page began, plus what has passed: it never goes back. */
export const now = (): number => performance.timeOrigin + performance.now();

export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

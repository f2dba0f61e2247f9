/** Gives the bearer token for a request; null when nobody is signed in. The sign-in module replaces it. */
export type TokenSource = () => Promise<string | null>;

let tokenSource: TokenSource = async () => null;

export function setTokenSource(source: TokenSource): void {
  tokenSource = source;
}

/** fetch with the bearer token and the head of a trace, so that one trace reaches from the click to the table. */
export async function apiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const token = await tokenSource();
  if (token !== null) {
    request.headers.set("Authorization", `Bearer ${token}`);
  }
  request.headers.set("traceparent", traceparent());
  return fetch(await outliving(request));
}

/** Browsers let 64 KB in all be under way for pages that have gone; one request takes at most this share. */
const keepaliveBytes = 16 * 1024;

/** A request that changes something is finished by the browser even when its page is closed meanwhile. */
async function outliving(request: Request): Promise<Request> {
  if (request.method === "GET" || request.method === "HEAD") {
    return request;
  }
  const body = await request.arrayBuffer();
  return new Request(request, { keepalive: body.byteLength <= keepaliveBytes, ...(body.byteLength === 0 ? {} : { body }) });
}

/** A sampled W3C trace context (https://www.w3.org/TR/trace-context/#traceparent-header) with random ids. */
export function traceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a request came to when it did not succeed. */
export type Failure = "offline" | "unauthorized" | "forbidden" | "not-found" | "unavailable" | "rejected";

export function failureOf(status: number): Failure {
  switch (status) {
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return "unavailable";
    default:
      return "rejected";
  }
}

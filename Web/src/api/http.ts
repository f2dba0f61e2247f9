import { tracedFetch } from "../telemetry/trace";
import { signable } from "./signed";

/** Gives the bearer token for a request; null when nobody is signed in. The sign-in module replaces it. */
export type TokenSource = () => Promise<string | null>;

let tokenSource: TokenSource = async () => null;

export function setTokenSource(source: TokenSource): void {
  tokenSource = source;
}

/** fetch with the bearer token, as part of a trace that reaches from the click to the table. `route` is the path's template. */
export async function apiFetch(input: RequestInfo | URL, route: string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  await authorize(request);
  return tracedFetch(request, route, async (traced) => send(await outliving(traced)));
}

/** Sends what is to be answered by the API. */
export async function send(request: Request): Promise<Response> {
  return fetch(await signable(request));
}

/** Adds the bearer token to a request; tells whether there is one. */
export async function authorize(request: Request): Promise<boolean> {
  const token = await tokenSource();
  if (token !== null) {
    request.headers.set("Authorization", `Bearer ${token}`);
  }
  return token !== null;
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

import { tracedFetch } from "../lib/trace";
import { signable } from "./signed";

/**
 * Gives the bearer token for a request; null without a session. A token that the API has rejected is renewed. Throws when
 * there is a session but no token to be had just now. The sign-in module replaces it.
 */
export type TokenSource = (rejected: string | null) => Promise<string | null>;

let tokenSource: TokenSource = async () => null;

export function setTokenSource(source: TokenSource): void {
  tokenSource = source;
}

/** The token for what is no request of `fetch`; see `TokenSource`. */
export const accessToken: TokenSource = (rejected) => tokenSource(rejected);

/**
 * fetch with the bearer token, as part of a trace that reaches from the click to the table. `route` is the path's template.
 * A 401 says that a token is not accepted, not that the session is over: the clock of the machine may have been set back.
 */
export async function apiFetch(input: RequestInfo | URL, route: string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const outliving = await outlivingInit(request);
  const token = await tokenSource(null);
  return tracedFetch(request, route, async (traced) => {
    const response = await send(bearing(new Request(traced, outliving), token));
    const renewed = response.status === 401 && token !== null ? await tokenSource(token) : null;
    if (renewed === null) {
      return response;
    }
    const again = await send(bearing(new Request(traced, outliving), renewed));
    if (again.status === 401) {
      throw new Error("The API rejects a token that was issued just now.");
    }
    return again;
  });
}

/** Sends what is to be answered by the API. */
export async function send(request: Request): Promise<Response> {
  return fetch(await signable(request));
}

/** Adds the bearer token to a request; tells whether there is one. */
export async function authorize(request: Request): Promise<boolean> {
  const token = await tokenSource(null);
  bearing(request, token);
  return token !== null;
}

function bearing(request: Request, token: string | null): Request {
  if (token !== null) {
    request.headers.set("Authorization", `Bearer ${token}`);
  }
  return request;
}

/** Browsers let 64 KB in all be under way for pages that have gone; one request takes at most this share. */
const keepaliveBytes = 16 * 1024;

/** A request that changes something is finished by the browser even when its page is closed meanwhile. */
async function outlivingInit(request: Request): Promise<RequestInit> {
  if (request.method === "GET" || request.method === "HEAD") {
    return {};
  }
  const body = await request.arrayBuffer();
  return { keepalive: body.byteLength <= keepaliveBytes, ...(body.byteLength === 0 ? {} : { body }) };
}

/** What a request came to when it did not succeed. */
export type Failure = "offline" | "unauthorized" | "forbidden" | "not-found" | "unavailable" | "rejected";

/** What an answer of the Api carries; the names of its types follow. */
const problemPrefix = "urn:kanbanaspire:problem:";

/**
 * `type` is the answer's problem type. A 403 or 404 without one of the Api's is no word about the board: a gateway or CDN in front of
 * it answers so during a deployment.
 */
export function failureOf(status: number, type: string | null | undefined): Failure {
  switch (status) {
    case 401:
      return "unauthorized";
    case 403:
      return type?.startsWith(problemPrefix) ? "forbidden" : "unavailable";
    case 404:
      return type?.startsWith(problemPrefix) ? "not-found" : "unavailable";
    case 408:
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

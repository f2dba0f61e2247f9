import { apiFetch } from "./http";

interface Early {
  url: string;
  tag: string | null;
  response: Promise<Response>;
}

let early: Early | null = null;

/**
 * Asks for what a page will ask for first, while its code is still on its way. `route` is the path's template, `tag` the entity tag of what is
 * known already. Settled when the server answers.
 */
export function askEarly(path: string, route: string, tag: string | null = null): Promise<unknown> {
  const request = new Request(new URL(path, window.location.origin), tag === null ? {} : { headers: { "If-None-Match": tag } });
  const response = apiFetch(request, route);
  // The failure is told to the code that takes the answer, and is of no interest without any.
  response.catch(() => undefined);
  early = { url: request.url, tag, response };
  return response;
}

/** The answer that was asked for early, once; null when another one was. */
export function takeEarly({ method, url, headers }: Request): Promise<Response> | null {
  if (early === null || method !== "GET" || early.url !== url || early.tag !== headers.get("If-None-Match")) {
    return null;
  }
  const { response } = early;
  early = null;
  return response;
}

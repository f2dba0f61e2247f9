import createClient from "openapi-fetch";
import { takeEarly } from "./early";
import { apiFetch } from "./http";
import type { paths } from "./schema";

/** The Api as its OpenAPI document describes it; the types are made from that document at every build. */
export const client = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request: Request) => takeEarly(request) ?? apiFetch(request, routes.get(request) ?? "/api"),
});

// Only the client knows which path of the document a request was made of.
const routes = new WeakMap<Request, string>();
client.use({ onRequest: ({ request, schemaPath }) => void routes.set(request, schemaPath) });

export type Client = typeof client;

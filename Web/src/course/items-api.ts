import { apiFetch, failureOf, type Failure } from "../api/http";
import { actionHeaders, tracedAction } from "../lib/trace";
import type { Item } from "./items";

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure; message: string | null };

export async function listItems(): Promise<Result<Item[]>> {
  return call("/items", "/items", {}, async (response) => (await response.json()) as Item[]);
}

export async function putItem(item: Item): Promise<Result<void>> {
  const id = crypto.randomUUID();
  const headers = { "Content-Type": "application/json", ...actionHeaders(id) };
  return tracedAction("putItem", id, call("/items", "/items", { method: "PUT", headers, body: JSON.stringify(item) }, async () => undefined));
}

export async function deleteItem(id: string): Promise<Result<void>> {
  const commandId = crypto.randomUUID();
  const init = { method: "DELETE", headers: actionHeaders(commandId) };
  return tracedAction("deleteItem", commandId, call(`/items/${encodeURIComponent(id)}`, "/items/{id}", init, async () => undefined));
}

async function call<T>(path: string, route: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<Result<T>> {
  try {
    const response = await apiFetch(path, route, init);
    return response.ok
      ? { ok: true, value: await read(response) }
      : { ok: false, failure: failureOf(response.status, null), message: await messageOf(response) };
  } catch {
    return { ok: false, failure: "offline", message: null };
  }
}

/** The course's errors are a JSON string. */
async function messageOf(response: Response): Promise<string | null> {
  try {
    const body: unknown = await response.json();
    return typeof body === "string" ? body : null;
  } catch {
    return null;
  }
}

import { signal } from "@preact/signals";
import type { Failure } from "../api/http";
import { poll } from "../lib/poll";
import { arrivals, newestFirst, type Item } from "./items";
import { deleteItem, listItems, putItem, type Result } from "./items-api";

const intervalMs = 2_000;

/** The items of the table as this page knows them, kept up to date while it is shown. */
export function createItemsStore() {
  const items = signal<Item[] | null>(null);
  const arrived = signal<ReadonlySet<string>>(new Set());
  const failure = signal<Failure | null>(null);
  // What this page changed and the table may not show yet.
  const deleted = new Set<string>();

  const load = async (): Promise<void> => {
    const result = await listItems();
    failure.value = result.ok ? null : result.failure;
    if (result.ok) {
      const next = newestFirst(result.value.filter((item) => !deleted.has(item.id)));
      arrived.value = arrivals(items.peek(), next);
      items.value = next;
    }
  };

  const create = async (item: Item): Promise<Result<void>> => {
    const result = await putItem(item);
    if (result.ok) {
      arrived.value = new Set([item.id]);
      items.value = newestFirst([item, ...(items.peek() ?? []).filter((one) => one.id !== item.id)]);
    }
    return result;
  };

  /** Takes the item away at once and puts it back when the table rejects. */
  const remove = async (item: Item): Promise<Result<void>> => {
    deleted.add(item.id);
    items.value = (items.peek() ?? []).filter((one) => one.id !== item.id);
    const result = await deleteItem(item.id);
    if (!result.ok) {
      items.value = newestFirst([item, ...(items.peek() ?? [])]);
    }
    deleted.delete(item.id);
    return result;
  };

  const start = (): (() => void) => {
    const polling = poll(load, () => intervalMs);
    polling.now();
    return polling.stop;
  };

  return { items, arrived, failure, load, create, remove, start };
}

export type ItemsStore = ReturnType<typeof createItemsStore>;

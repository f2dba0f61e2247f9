/** An item of the course's table. */
export interface Item {
  id: string;
  price: number;
  name: string;
}

/** Newest first: the scheduler and this page use the time in epoch milliseconds as id; other ids follow in order. */
export function newestFirst(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => {
    const timeA = createdAt(a) ?? -1;
    const timeB = createdAt(b) ?? -1;
    return timeB - timeA || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  });
}

/** The time an id stands for, in epoch milliseconds; null when the id is no such time (2001 to 2286 have 13 digits). */
export function createdAt(item: Item): number | null {
  return /^[1-9]\d{12}$/.test(item.id) ? Number(item.id) : null;
}

/** The ids in `next` that `previous` did not have; none on the first load, where everything would be new. */
export function arrivals(previous: readonly Item[] | null, next: readonly Item[]): ReadonlySet<string> {
  if (previous === null) {
    return new Set();
  }
  const known = new Set(previous.map((item) => item.id));
  return new Set(next.filter((item) => !known.has(item.id)).map((item) => item.id));
}

export interface ItemDraft {
  name: string;
  price: string;
}

export type DraftProblem = "name" | "price";

/** The first field that the API would reject; null when the draft can be sent. */
export function problemOf(draft: ItemDraft): DraftProblem | null {
  if (draft.name.trim() === "") {
    return "name";
  }
  return draft.price.trim() === "" || !Number.isFinite(Number(draft.price)) ? "price" : null;
}

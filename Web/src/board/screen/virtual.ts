/** Which part of a long list is drawn. */
export interface Window {
  start: number;
  end: number;
  /** Space above and below that stands for what is not drawn. */
  before: number;
  after: number;
}

/** Finds the rows of a list that are visible, with `overscan` pixels more on each side. */
export function windowOf(heights: readonly number[], scrollTop: number, viewport: number, overscan: number): Window {
  const from = scrollTop - overscan;
  const to = scrollTop + viewport + overscan;
  let top = 0;
  let start = 0;
  while (start < heights.length && top + (heights[start] ?? 0) < from) {
    top += heights[start] ?? 0;
    start++;
  }
  const before = top;
  let end = start;
  while (end < heights.length && top < to) {
    top += heights[end] ?? 0;
    end++;
  }
  let after = 0;
  for (let index = end; index < heights.length; index++) {
    after += heights[index] ?? 0;
  }
  return { start, end, before, after };
}

export interface Drawn<T> {
  card: T;
  /** Whether it is drawn only because it is held: its place is off the screen. */
  pinned: boolean;
}

/**
 * The rows of a window and the row that is held, which stays on the side it left by. In one list it keeps its element: a
 * pointer or finger whose element is taken away is heard of no more.
 */
export function withHeld<T extends { id: string }>(list: readonly T[], start: number, end: number, held: string | null): Drawn<T>[] {
  const drawn = list.slice(start, end).map((card) => ({ card, pinned: false }));
  const at = held === null ? -1 : list.findIndex(({ id }) => id === held);
  const card = list[at];
  if (card === undefined || (at >= start && at < end)) {
    return drawn;
  }
  const pinned = { card, pinned: true };
  return at < start ? [pinned, ...drawn] : [...drawn, pinned];
}

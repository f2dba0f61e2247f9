/** Which part of a long list is drawn. */
export interface DrawnRange {
  start: number;
  end: number;
  /** Space above and below that stands for what is not drawn. */
  before: number;
  after: number;
}

/** Finds the rows of a list that are visible, with `overscan` pixels more on each side. */
export function rangeOf(heights: readonly number[], scrollTop: number, viewport: number, overscan: number): DrawnRange {
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
  index: number;
  /** Whether it is drawn only because it is held: its place is off the screen. */
  pinned: boolean;
}

/**
 * The rows of a range and those that are held, in order. In one list a row keeps its element: a pointer or finger whose
 * element is taken away is heard of no more, and the focus would fall to the page.
 */
export function withHeld<T extends { id: string }>(list: readonly T[], start: number, end: number, held: ReadonlySet<string>): Drawn<T>[] {
  const rows = (from: number, to: number, pinned: boolean): Drawn<T>[] => list.slice(from, to).map((card, at) => ({ card, index: from + at, pinned }));
  if (held.size === 0) {
    return rows(start, end, false);
  }
  const isHeld = ({ card }: Drawn<T>): boolean => held.has(card.id);
  return [...rows(0, start, true).filter(isHeld), ...rows(start, end, false), ...rows(end, list.length, true).filter(isHeld)];
}

import type { BoardSummary } from "../board/sync/boards-api";

export interface BoardGroups {
  starred: readonly BoardSummary[];
  others: readonly BoardSummary[];
  archived: readonly BoardSummary[];
}

/** The last changed first in each group. */
export function groupBoards(boards: readonly BoardSummary[]): BoardGroups {
  const sorted = boards.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0));
  const open = sorted.filter(({ archived }) => !archived);
  return {
    starred: open.filter(({ starred }) => starred),
    others: open.filter(({ starred }) => !starred),
    archived: sorted.filter(({ archived }) => archived),
  };
}

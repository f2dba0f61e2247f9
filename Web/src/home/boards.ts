import type { BoardSummary } from "../board/sync/boards-api";
import { matchesText, normalize } from "../lib/hangul";

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

/** From how many boards on a person looks for one by its name. */
export const manyBoards = 8;

/** The boards whose names have what was typed. */
export function boardsNamed(boards: readonly BoardSummary[], typed: string): readonly BoardSummary[] {
  const query = normalize(typed).trim();
  return boards.filter(({ name }) => matchesText(normalize(name), query));
}

import type { BoardState, Card, Column } from "./model";

/** A card is done while its column is marked so. */
export const isDone = (card: Card, columns: ReadonlyMap<string, Column>): boolean => columns.get(card.columnId)?.done === true;

/**
 * Where a tick on a card's face takes it: out of an open column to the nearest that is done on its right, else to any; out of a done
 * one to the nearest open column on its left, else to any. Null when the board has none.
 */
export function tickTarget(columns: readonly Column[], columnId: string): Column | null {
  const at = columns.findIndex(({ id }) => id === columnId);
  const from = columns[at];
  if (from === undefined) {
    return null;
  }
  const wanted = columns.filter((column) => (column.done === true) !== (from.done === true) && !column.closing);
  const isBefore = (column: Column): boolean => columns.indexOf(column) < at;
  return from.done === true
    ? wanted.findLast(isBefore) ?? wanted[0] ?? null
    : wanted.find((column) => !isBefore(column)) ?? wanted.at(-1) ?? null;
}

/** Whether some column of the board is done: only then do faces have a tick. */
export const hasDone = (state: BoardState | null): boolean => state !== null && [...state.columns.values()].some(({ done }) => done === true);

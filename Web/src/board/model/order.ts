import { byRank, type BoardState, type Card, type Column } from "./model";

export const orderedColumns = (state: BoardState): Column[] => [...state.columns.values()].toSorted(byRank);

/**
 * The cards of every column in order. A column in which nothing changed keeps its array, so that its component can
 * tell by one comparison that it has nothing to do.
 */
export function cardsByColumn(state: BoardState, previous: ReadonlyMap<string, readonly Card[]>): ReadonlyMap<string, readonly Card[]> {
  const grouped = new Map<string, Card[]>([...state.columns.keys()].map((id) => [id, []]));
  for (const card of state.cards.values()) {
    grouped.get(card.columnId)?.push(card);
  }
  const result = new Map<string, readonly Card[]>();
  for (const [id, cards] of grouped) {
    cards.sort(byRank);
    const before = previous.get(id);
    result.set(id, before !== undefined && sameCards(before, cards) ? before : cards);
  }
  return result;
}

const sameCards = (a: readonly Card[], b: readonly Card[]): boolean =>
  a.length === b.length && a.every((card, index) => card === b[index]);

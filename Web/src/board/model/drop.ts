import { openCards } from "../../lib/limits";
import type { Command, Place } from "./commands";
import { laneOf, type LaneKind, type LaneMove } from "./lanes";
import type { BoardState, Card, Column } from "./model";

/** Before or behind a card that is shown; without a card, at the end of the column. */
export interface DropTarget {
  columnId: string;
  /** The row that a pointer dropped into; a gesture that names no row leaves the card in its own. */
  lane?: string;
  cardId: string | null;
  edge: "before" | "after";
}

/** The neighbours at a place in a full column, whatever of it a filter hides. */
export function placeAt(full: readonly Card[], movingId: string, target: Pick<DropTarget, "cardId" | "edge">): Place {
  const others = full.filter(({ id }) => id !== movingId);
  const found = others.findIndex(({ id }) => id === target.cardId);
  const index = found < 0 ? others.length : target.edge === "before" ? found : found + 1;
  return { after: others[index - 1]?.id ?? null, before: others[index]?.id ?? null };
}

/** Whether the card already stands there. */
export function isAt(full: readonly Card[], cardId: string, place: Place): boolean {
  const index = full.findIndex(({ id }) => id === cardId);
  return index >= 0 && (full[index - 1]?.id ?? null) === place.after && (full[index + 1]?.id ?? null) === place.before;
}

/** Whether a card from elsewhere would exceed a limit that blocks. */
export function isFull(column: Column, count: number): boolean {
  return column.wipPolicy === "block" && typeof column.wipLimit === "number" && count >= column.wipLimit;
}

/** How many more cards a column takes. */
export function roomIn(state: BoardState | null, columnId: string): number {
  const column = state?.columns.get(columnId);
  const count = [...state?.cards.values() ?? []].filter((card) => card.columnId === columnId).length;
  const onBoard = openCards - (state?.cards.size ?? 0);
  return Math.max(0, column?.wipPolicy === "block" && typeof column.wipLimit === "number" ? Math.min(onBoard, column.wipLimit - count) : onBoard);
}

/** What a drop comes to: one move, whatever else standing in another row means; null when the card has gone or stays. */
export function dropCommand(
  state: BoardState, cards: ReadonlyMap<string, readonly Card[]>, cardId: string, target: DropTarget, lanes: LaneKind,
): Extract<Command, { kind: "moveCard" }> | null {
  const card = state.cards.get(cardId);
  if (card === undefined) {
    return null;
  }
  const full = cards.get(target.columnId) ?? [];
  const place = placeAt(full, cardId, target);
  const lane = laneMove(state, card, target.lane, lanes);
  return lane === undefined && card.columnId === target.columnId && isAt(full, cardId, place)
    ? null
    : { kind: "moveCard", cardId, columnId: target.columnId, place, ...(lane === undefined ? {} : { lane }) };
}

function laneMove(state: BoardState, card: Card, to: string | undefined, by: LaneKind): LaneMove | undefined {
  const from = laneOf(state, card, by);
  return by === "none" || to === undefined || from === to ? undefined : { by, ...(from === "" ? {} : { from }), ...(to === "" ? {} : { to }) };
}

/** Where a moved column comes to stand. */
export function columnPlace(columns: readonly Column[], movingId: string, targetId: string, edge: "before" | "after"): Place {
  const others = columns.filter(({ id }) => id !== movingId);
  const found = others.findIndex(({ id }) => id === targetId);
  const index = found < 0 ? others.length : edge === "before" ? found : found + 1;
  return { after: others[index - 1]?.id ?? null, before: others[index]?.id ?? null };
}

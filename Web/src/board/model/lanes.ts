import { priorities, type BoardState, type Card, type Priority } from "./model";

export type LaneKind = "none" | "label" | "assignee" | "priority";

/** What a drop into another row means, as part of the same move. */
export interface LaneMove {
  by: Exclude<LaneKind, "none">;
  /** The row that it leaves; absent for the row without any. Its label or person is replaced. */
  from?: string;
  /** The row that it goes to; absent for the row without any, which empties the field. */
  to?: string;
}

export interface Lane {
  /** Id of the label or member, the priority, or "" for cards without any. */
  key: string;
  cards: ReadonlyMap<string, readonly Card[]>;
  count: number;
}

export const laneKinds: readonly LaneKind[] = ["none", "label", "assignee", "priority"];

/** Splits the columns' cards into rows. A card with several labels stands in the row of its first. */
export function lanesOf(state: BoardState, columns: ReadonlyMap<string, readonly Card[]>, kind: LaneKind): Lane[] {
  if (kind === "none") {
    return [{ key: "", cards: columns, count: total(columns) }];
  }
  const rows = new Map<string, Map<string, Card[]>>(laneKeys(state, kind).map((key) => [key, new Map()]));
  for (const [columnId, cards] of columns) {
    for (const card of cards) {
      const row = rows.get(laneOf(state, card, kind));
      const list = row?.get(columnId);
      if (list === undefined) {
        row?.set(columnId, [card]);
      } else {
        list.push(card);
      }
    }
  }
  return [...rows].map(([key, cards]) => ({ key, cards, count: total(cards) }));
}

/** The row that a card stands in. */
export function laneOf(state: BoardState, card: Card, kind: LaneKind): string {
  switch (kind) {
    case "none":
      return "";
    case "label":
      return card.labels?.find((id) => state.labels.has(id)) ?? "";
    case "assignee":
      return card.assignees?.find((id) => state.members.has(id)) ?? "";
    case "priority":
      return card.priority ?? "";
  }
}

/** The card as it is in another row, as the server makes it: what the row stands for comes first, so that the card is in no other. */
export function inLane<T extends Pick<Card, "priority" | "labels" | "assignees">>(card: T, { by, from, to }: LaneMove): T {
  const replaced = (ids: readonly string[] | null | undefined): readonly string[] =>
    (to === undefined ? [] : [to, ...(ids ?? []).filter((id) => id !== from && id !== to)]);
  switch (by) {
    case "priority":
      return { ...card, priority: (to ?? null) as Priority | null };
    case "label":
      return { ...card, labels: replaced(card.labels) };
    case "assignee":
      return { ...card, assignees: replaced(card.assignees) };
  }
}

function laneKeys(state: BoardState, kind: Exclude<LaneKind, "none">): string[] {
  switch (kind) {
    case "label":
      return [...state.labels.keys(), ""];
    case "assignee":
      return [...state.members.keys(), ""];
    case "priority":
      return [...priorities, ""];
  }
}

function total(cards: ReadonlyMap<string, readonly Card[]>): number {
  let count = 0;
  for (const list of cards.values()) {
    count += list.length;
  }
  return count;
}

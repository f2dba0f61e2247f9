import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

/** All cards of a column as they stand below each other, through all rows. */
export const cardsBelow = (screen: BoardScreen, columnId: string): readonly Card[] => screen.lanes.peek() === "none"
  ? screen.shown.peek().get(columnId) ?? []
  : screen.rows.peek().flatMap((row) => row.cards.get(columnId) ?? []);

export const isFolded = (screen: BoardScreen, columnId: string): boolean =>
  screen.lanes.peek() === "none" && screen.collapsed.peek().has(columnId);

/** Puts the focus on a card; on one that is not drawn, once it is. */
export function focusCard(screen: BoardScreen, cardId: string): true {
  const link = document.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"] .card-link`);
  if (link === null) {
    screen.reveal(cardId);
  } else {
    link.focus();
    link.closest("[data-card]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  return true;
}

/** The keys that go far up or down a column, to cards that may not be drawn. */
export function columnKey(screen: BoardScreen, key: string, card: Card): boolean {
  switch (key) {
    case "Home":
      return focusAway(screen, card, -Infinity);
    case "End":
      return focusAway(screen, card, Infinity);
    case "PageUp":
      return focusAway(screen, card, -cardsOnPage());
    case "PageDown":
      return focusAway(screen, card, cardsOnPage());
    default:
      return false;
  }
}

/** Several cards up or down, at most to the column's first or last. */
function focusAway(screen: BoardScreen, card: Card, cards: number): boolean {
  const inColumn = cardsBelow(screen, card.columnId);
  const index = inColumn.findIndex(({ id }) => id === card.id);
  const next = inColumn[Math.max(0, Math.min(inColumn.length - 1, index + cards))];
  return next !== undefined && focusCard(screen, next.id);
}

interface Span {
  top: number;
  bottom: number;
}

/** How many cards a page is: those wholly in sight, without the one that stays to go on from. */
export const pageOf = (cards: readonly Span[], view: Span): number =>
  Math.max(1, cards.filter(({ top, bottom }) => top >= view.top && bottom <= view.bottom).length - 1);

/** The page of the list that has the focus. */
function cardsOnPage(): number {
  const list = document.activeElement?.closest(".card-list") ?? null;
  return list === null ? 1 : pageOf([...list.querySelectorAll("[data-card]")].map((card) => card.getBoundingClientRect()), list.getBoundingClientRect());
}

import { t } from "../../i18n/i18n";
import { letterKeys } from "../../i18n/settings";
import { letterOf } from "../../lib/letter";
import { announce } from "../../ui/announce";
import { unlessFocusMoves } from "../../ui/focus-later";
import { keyOf } from "../../ui/key";
import { actionOf, type Action } from "../actions/action";
import { boardActions } from "../actions/board-actions";
import { cardActions } from "../actions/card-actions";
import { currentCard } from "../actions/current-card";
import { neighbourColumn } from "../actions/neighbour-column";
import { isAt, placeAt } from "../model/drop";
import { byRank, type Card } from "../model/model";
import type { BoardScreen, Grab } from "../state/board-screen";
import { findKey } from "./find-key";
import { cardsBelow, columnKey, focusCard, isFolded } from "./walk";

/**
 * The keys of the board. Space picks a card up, arrows carry it, space or enter drops it, Escape puts it back; the
 * single letters act on the card that has the focus, else on the one under the pointer.
 */
export function boardKeys(screen: BoardScreen): () => void {
  const find = findKey(screen);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) {
      return;
    }
    screen.store.touch();
    const handled = screen.grab.peek() !== null ? carry(screen, event) : find(event) || (!isTyping(event) && act(screen, event));
    if (handled) {
      event.preventDefault();
    }
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;

function act(screen: BoardScreen, event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey) {
    return perform(boardActions, `Mod+${shiftKey ? "Shift+" : ""}${letterOf(event)}`, screen, null);
  }
  if (altKey) {
    return false;
  }
  const onCard = event.target instanceof Element && event.target.closest("[data-card]") !== null;
  const card = currentCard(screen);
  if (onCard && card !== null && cardKey(screen, keyOf(event), card)) {
    return true;
  }
  // Held down it would act on card after card.
  if (letterKeys.peek() === "off" || event.repeat) {
    return false;
  }
  const key = letterOf(event);
  return perform(boardActions, key, screen, null) || (card !== null && actOnCard(screen, key, card));
}

function perform<T>(actions: readonly Action<T>[], key: string, screen: BoardScreen, target: T): boolean {
  const action = actionOf(actions, key, screen, target);
  action?.perform(screen, target);
  return action !== undefined;
}

function actOnCard(screen: BoardScreen, key: string, card: Card): boolean {
  const action = actionOf(cardActions(screen), key, screen, card);
  if (action === undefined) {
    return false;
  }
  if (action.leavesPlace === true) {
    focusNext(screen, card);
  }
  action.perform(screen, card);
  if (action.leavesPlace !== true) {
    // A card that moves keeps the focus.
    unlessFocusMoves(() => document.activeElement === document.body && focusCard(screen, card.id));
  }
  return true;
}

/** Keys that only a focused card takes: they would scroll or press something else otherwise. */
function cardKey(screen: BoardScreen, key: string, card: Card): boolean {
  switch (key) {
    case " ":
      return screen.mayEdit.peek() && pickUp(screen, card);
    case "ArrowDown":
      return focusNeighbour(screen, card, 0, 1);
    case "ArrowUp":
      return focusNeighbour(screen, card, 0, -1);
    case "ArrowRight":
      return focusNeighbour(screen, card, 1, 0);
    case "ArrowLeft":
      return focusNeighbour(screen, card, -1, 0);
    default:
      return columnKey(screen, key, card);
  }
}

/** For a card that is about to go from its place: the next one gets the focus, or the one before. */
function focusNext(screen: BoardScreen, card: Card): void {
  if (!focusNeighbour(screen, card, 0, 1)) {
    focusNeighbour(screen, card, 0, -1);
  }
}

function focusNeighbour(screen: BoardScreen, card: Card, columns: number, cards: number): boolean {
  if (columns === 0) {
    const inColumn = cardsBelow(screen, card.columnId);
    const next = inColumn[inColumn.findIndex(({ id }) => id === card.id) + cards];
    return next !== undefined && focusCard(screen, next.id);
  }
  const index = screen.listFor(card, card.columnId).findIndex(({ id }) => id === card.id);
  let column = neighbourColumn(screen, card.columnId, columns);
  // Columns without a card there are stepped over, and folded ones.
  while (column !== undefined && (screen.listFor(card, column.id).length === 0 || isFolded(screen, column.id))) {
    column = neighbourColumn(screen, column.id, columns);
  }
  const list = column === undefined ? [] : screen.listFor(card, column.id);
  const next = list[Math.min(index, list.length - 1)];
  return next !== undefined && focusCard(screen, next.id);
}

function pickUp(screen: BoardScreen, card: Card): boolean {
  const index = Math.max(0, screen.listFor(card, card.columnId).findIndex(({ id }) => id === card.id));
  screen.grab.value = { cardId: card.id, columnId: card.columnId, index, command: null };
  announce(t("drag.picked-up", describe(screen, card.columnId, index, card)));
  return true;
}

function carry(screen: BoardScreen, event: KeyboardEvent): boolean {
  const grab = screen.grab.peek();
  const card = screen.store.state.peek()?.cards.get(grab?.cardId ?? "");
  if (grab === null || card === undefined) {
    screen.grab.value = null;
    return false;
  }
  const key = keyOf(event);
  switch (key) {
    case "ArrowUp":
      return carryTo(screen, card, grab.columnId, grab.index - 1);
    case "ArrowDown":
      return carryTo(screen, card, grab.columnId, grab.index + 1);
    case "ArrowLeft":
    case "ArrowRight":
      return carrySideways(screen, card, grab, key === "ArrowLeft" ? -1 : 1);
    case " ":
    case "Enter":
      return putDown(screen, card);
    case "Escape":
    case "Tab":
      screen.grab.value = null;
      announce(t("drag.cancelled", { card: card.title }));
      unlessFocusMoves(() => focusCard(screen, card.id));
      return true;
    default:
      return true;
  }
}

/** To the next column that takes the card; full ones are carried over and said to be full. */
function carrySideways(screen: BoardScreen, card: Card, { columnId, index }: Grab, step: -1 | 1): boolean {
  let column = neighbourColumn(screen, columnId, step);
  let reason: string | null = null;
  for (; column !== undefined; column = neighbourColumn(screen, column.id, step)) {
    const rejection = screen.rejection(card.id, column.id);
    if (rejection === null) {
      return carryTo(screen, card, column.id, index);
    }
    reason ??= rejection;
  }
  if (reason !== null) {
    announce(reason);
  }
  return true;
}

/** To a place among the cards that are shown: one step never passes over several because some are hidden. */
function carryTo(screen: BoardScreen, card: Card, columnId: string, wanted: number): boolean {
  const full = screen.store.cards.peek().get(columnId) ?? [];
  const others = screen.listFor(card, columnId).filter(({ id }) => id !== card.id);
  const index = Math.max(0, Math.min(others.length, wanted));
  const next = others[index];
  const target = next === undefined ? { cardId: others.at(-1)?.id ?? null, edge: "after" as const } : { cardId: next.id, edge: "before" as const };
  const isBack = card.columnId === columnId && index === others.filter((other) => byRank(other, card) < 0).length;
  const command = isBack ? null : { kind: "moveCard" as const, cardId: card.id, columnId, place: placeAt(full, card.id, target) };
  screen.grab.value = { cardId: card.id, columnId, index, command };
  announce(t("drag.at", describe(screen, columnId, index, card)));
  unlessFocusMoves(() => focusCard(screen, card.id));
  return true;
}

function putDown(screen: BoardScreen, card: Card): boolean {
  const grab = screen.grab.peek();
  const command = grab?.command ?? null;
  screen.grab.value = null;
  if (grab !== null && command?.kind === "moveCard"
    && !(card.columnId === command.columnId && isAt(screen.store.cards.peek().get(card.columnId) ?? [], card.id, command.place))) {
    void screen.store.run(command);
  }
  if (grab !== null) {
    announce(t("drag.dropped", describe(screen, grab.columnId, grab.index, card)));
  }
  unlessFocusMoves(() => focusCard(screen, card.id));
  return true;
}

function describe(screen: BoardScreen, columnId: string, index: number, card: Card): Record<string, string | number> {
  const count = screen.listFor(card, columnId).filter(({ id }) => id !== card.id).length + 1;
  const column = screen.store.state.peek()?.columns.get(columnId)?.name ?? "";
  return { card: card.title, column, position: index + 1, count };
}

import { t } from "../i18n";
import { navigate } from "../router";
import { letterKeys } from "../settings";
import { announce } from "../ui/announce";
import { keyOf } from "../ui/key";
import type { BoardView, Grab } from "./board-view";
import { isAt, placeAt } from "./drop";
import { letterOf } from "./letter";
import { byRank, type Card, type Column } from "./model";

/**
 * The keys of the board. Space picks a card up, arrows carry it, space or enter drops it, Escape puts it back; the
 * single letters act on the card that has the focus, else on the one under the pointer.
 */
export function boardKeys(view: BoardView): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) {
      return;
    }
    view.store.touch();
    const handled = view.grab.peek() !== null ? carry(view, event) : isTyping(event) ? false : act(view, event);
    if (handled) {
      event.preventDefault();
    }
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;

function act(view: BoardView, event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey) {
    return undoKey(view, letterOf(event), shiftKey);
  }
  if (altKey) {
    return false;
  }
  const onCard = event.target instanceof Element && event.target.closest("[data-card]") !== null;
  const card = currentCard(view);
  if (onCard && card !== null && cardKey(view, keyOf(event), card)) {
    return true;
  }
  // Held down it would act on card after card.
  if (letterKeys.peek() === "off" || event.repeat) {
    return false;
  }
  const key = letterOf(event);
  return boardKey(view, key) || (card !== null && letterKey(view, key, card));
}

function undoKey(view: BoardView, key: string, shift: boolean): boolean {
  if (key === "z" || (key === "y" && !shift)) {
    (key === "y" || shift ? view.redo : view.undo)();
    return true;
  }
  return false;
}

function boardKey(view: BoardView, key: string): boolean {
  switch (key) {
    case "?":
      view.help.value = true;
      return true;
    case "/":
    case "f":
      document.querySelector<HTMLInputElement>("#board-search")?.focus();
      return true;
    case "b":
      navigate("/boards");
      return true;
    case "n": {
      const column = view.store.state.peek()?.cards.get(currentCard(view)?.id ?? "")?.columnId ?? view.store.columns.peek()[0]?.id;
      if (column !== undefined && view.mayEdit.peek()) {
        view.adding.value = column;
      }
      return true;
    }
    case "q": {
      const me = view.store.me.peek();
      if (me !== null) {
        const filter = view.filter.peek();
        view.setFilter({ ...filter, members: filter.members.includes(me.id) ? [] : [me.id] });
      }
      return true;
    }
    case "x":
      view.setFilter({ text: "", labels: [], members: [], priorities: [], due: null });
      return true;
    default:
      return false;
  }
}

/** Keys that only a focused card takes: they would scroll or press something else otherwise. */
function cardKey(view: BoardView, key: string, card: Card): boolean {
  switch (key) {
    case " ":
      return view.mayEdit.peek() && pickUp(view, card);
    case "ArrowDown":
      return focusNeighbour(view, card, 0, 1);
    case "ArrowUp":
      return focusNeighbour(view, card, 0, -1);
    case "ArrowRight":
      return focusNeighbour(view, card, 1, 0);
    case "ArrowLeft":
      return focusNeighbour(view, card, -1, 0);
    default:
      return false;
  }
}

function letterKey(view: BoardView, key: string, card: Card): boolean {
  if (key === "o") {
    view.openCard(card.id);
    return true;
  }
  if (!view.mayEdit.peek()) {
    return false;
  }
  switch (key) {
    case "c":
      archive(view, card);
      return true;
    case "m": {
      const me = view.store.me.peek();
      if (me !== null) {
        void view.store.run({ kind: "assignCard", cardId: card.id, memberId: me.id, on: card.assignees?.includes(me.id) !== true });
      }
      return true;
    }
    case ",":
    case "<":
      return moveSideways(view, card, -1);
    case ".":
    case ">":
      return moveSideways(view, card, 1);
    default:
      return /^[0-9]$/.test(key) && labelByDigit(view, card, key);
  }
}

/** 1 to 9 and 0: the board's first ten labels. */
function labelByDigit(view: BoardView, card: Card, digit: string): boolean {
  const label = [...view.labels.peek().values()][(Number(digit) + 9) % 10];
  if (label === undefined) {
    return false;
  }
  void view.store.run({ kind: "labelCard", cardId: card.id, labelId: label.id, on: card.labels?.includes(label.id) !== true });
  return true;
}

function archive(view: BoardView, card: Card): void {
  focusNeighbour(view, card, 0, 1) || focusNeighbour(view, card, 0, -1);
  view.archive(card);
}

function moveSideways(view: BoardView, card: Card, step: number): boolean {
  const column = neighbourColumn(view, card.columnId, step);
  const first = view.store.cards.peek().get(column?.id ?? "")?.[0]?.id ?? null;
  if (column !== undefined && view.drop(card.id, { columnId: column.id, cardId: first, edge: "before" })) {
    announce(t("drag.moved", { card: card.title, column: column.name }));
    requestAnimationFrame(() => focusCard(card.id));
  }
  return true;
}

function currentCard(view: BoardView): Card | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset["card"];
  const id = focused ?? view.hovered.cardId;
  return (id === null ? undefined : view.store.state.peek()?.cards.get(id)) ?? null;
}

function neighbourColumn(view: BoardView, columnId: string, step: number): Column | undefined {
  const columns = view.store.columns.peek();
  return columns[columns.findIndex(({ id }) => id === columnId) + step];
}

function focusNeighbour(view: BoardView, card: Card, columns: number, cards: number): boolean {
  if (columns === 0) {
    const inColumn = view.lanes.peek() === "none"
      ? view.shown.peek().get(card.columnId) ?? []
      : view.rows.peek().flatMap((row) => row.cards.get(card.columnId) ?? []);
    const next = inColumn[inColumn.findIndex(({ id }) => id === card.id) + cards];
    return next !== undefined && focusCard(next.id);
  }
  const index = view.listFor(card, card.columnId).findIndex(({ id }) => id === card.id);
  let column = neighbourColumn(view, card.columnId, columns);
  // Columns without a card there are stepped over.
  while (column !== undefined && view.listFor(card, column.id).length === 0) {
    column = neighbourColumn(view, column.id, columns);
  }
  const list = column === undefined ? [] : view.listFor(card, column.id);
  const next = list[Math.min(index, list.length - 1)];
  return next !== undefined && focusCard(next.id);
}

export function focusCard(cardId: string): boolean {
  const link = document.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"] .card-link`);
  link?.focus();
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return link !== null;
}

function pickUp(view: BoardView, card: Card): boolean {
  const index = Math.max(0, view.listFor(card, card.columnId).findIndex(({ id }) => id === card.id));
  view.grab.value = { cardId: card.id, columnId: card.columnId, index, command: null };
  announce(t("drag.picked-up", describe(view, card.columnId, index, card)));
  return true;
}

function carry(view: BoardView, event: KeyboardEvent): boolean {
  const grab = view.grab.peek();
  const card = view.store.state.peek()?.cards.get(grab?.cardId ?? "");
  if (grab === null || card === undefined) {
    view.grab.value = null;
    return false;
  }
  const key = keyOf(event);
  switch (key) {
    case "ArrowUp":
      return carryTo(view, card, grab.columnId, grab.index - 1);
    case "ArrowDown":
      return carryTo(view, card, grab.columnId, grab.index + 1);
    case "ArrowLeft":
    case "ArrowRight":
      return carrySideways(view, card, grab, key === "ArrowLeft" ? -1 : 1);
    case " ":
    case "Enter":
      return putDown(view, card);
    case "Escape":
    case "Tab":
      view.grab.value = null;
      announce(t("drag.cancelled", { card: card.title }));
      requestAnimationFrame(() => focusCard(card.id));
      return true;
    default:
      return true;
  }
}

/** To the next column that takes the card; full ones are carried over and said to be full. */
function carrySideways(view: BoardView, card: Card, { columnId, index }: Grab, step: -1 | 1): boolean {
  let column = neighbourColumn(view, columnId, step);
  let reason: string | null = null;
  for (; column !== undefined; column = neighbourColumn(view, column.id, step)) {
    const refusal = view.refusal(card.id, column.id);
    if (refusal === null) {
      return carryTo(view, card, column.id, index);
    }
    reason ??= refusal;
  }
  if (reason !== null) {
    announce(reason);
  }
  return true;
}

/** To a place among the cards that are shown: one step never passes over several because some are hidden. */
function carryTo(view: BoardView, card: Card, columnId: string, wanted: number): boolean {
  const full = view.store.cards.peek().get(columnId) ?? [];
  const others = view.listFor(card, columnId).filter(({ id }) => id !== card.id);
  const index = Math.max(0, Math.min(others.length, wanted));
  const next = others[index];
  const target = next === undefined ? { cardId: others.at(-1)?.id ?? null, edge: "after" as const } : { cardId: next.id, edge: "before" as const };
  const isBack = card.columnId === columnId && index === others.filter((other) => byRank(other, card) < 0).length;
  const command = isBack ? null : { kind: "moveCard" as const, cardId: card.id, columnId, place: placeAt(full, card.id, target) };
  view.grab.value = { cardId: card.id, columnId, index, command };
  announce(t("drag.at", describe(view, columnId, index, card)));
  requestAnimationFrame(() => focusCard(card.id));
  return true;
}

function putDown(view: BoardView, card: Card): boolean {
  const grab = view.grab.peek();
  const command = grab?.command ?? null;
  view.grab.value = null;
  if (grab !== null && command?.kind === "moveCard"
    && !(card.columnId === command.columnId && isAt(view.store.cards.peek().get(card.columnId) ?? [], card.id, command.place))) {
    void view.store.run(command);
  }
  if (grab !== null) {
    announce(t("drag.dropped", describe(view, grab.columnId, grab.index, card)));
  }
  requestAnimationFrame(() => focusCard(card.id));
  return true;
}

function describe(view: BoardView, columnId: string, index: number, card: Card): Record<string, string | number> {
  const count = view.listFor(card, columnId).filter(({ id }) => id !== card.id).length + 1;
  const column = view.store.state.peek()?.columns.get(columnId)?.name ?? "";
  return { card: card.title, column, position: index + 1, count };
}

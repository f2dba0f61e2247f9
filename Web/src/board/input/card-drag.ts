import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { columnPlace, type DropTarget } from "../model/drop";
import type { BoardScreen } from "../state/board-screen";
import { dropLine } from "./drop-line";

/** The kind of pointer that was pressed last: touch has its own way of dragging (touch-drag.ts). */
let pressedBy = "mouse";
addEventListener("pointerdown", (event) => (pressedBy = event.pointerType), { capture: true, passive: true });

export function cardDraggable(element: HTMLElement, cardId: string, screen: BoardScreen): () => void {
  return draggable({
    element,
    canDrag: () => pressedBy !== "touch" && screen.mayEdit.peek() && screen.grab.peek() === null,
    getInitialData: () => ({ kind: "card", id: cardId }),
    onDragStart: () => (screen.dragging.value = cardId),
  });
}

export function columnDraggable(element: HTMLElement, handle: HTMLElement, columnId: string, screen: BoardScreen): () => void {
  return combine(
    draggable({
      element,
      dragHandle: handle,
      canDrag: () => pressedBy !== "touch" && screen.mayEdit.peek(),
      getInitialData: () => ({ kind: "column", id: columnId }),
      onDragStart: () => element.classList.add("column-dragging"),
      onDrop: () => element.classList.remove("column-dragging"),
    }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data["kind"] === "column",
      getData: () => ({ columnId }),
    }),
  );
}

/** A list of cards takes cards; which card lies under the pointer is asked when it moves, not remembered. */
export function cardListTarget(element: HTMLElement, columnId: string, lane: string): () => void {
  return combine(
    dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data["kind"] === "card",
      getData: () => ({ columnId, lane }),
      getIsSticky: () => false,
    }),
    autoScrollForElements({ element, canScroll: ({ source }) => source.data["kind"] === "card" }),
  );
}

/** Shows where a drag would land and does it when dropped. */
export function boardDrag(scroller: HTMLElement, screen: BoardScreen): () => void {
  return combine(
    autoScrollForElements({ element: scroller }),
    dropTargetForElements({ element: scroller, canDrop: ({ source }) => source.data["kind"] === "card" }),
    monitorForElements({
      onDrag: ({ source, location: { current } }) => {
        const { clientX, clientY } = current.input;
        if (source.data["kind"] === "card") {
          dropLine.showCard(targetAt(clientX, clientY));
        } else {
          dropLine.showColumn(columnAt(clientX, clientY));
        }
      },
      onDrop: ({ source, location: { current } }) => {
        dropLine.hide();
        // Here, not at the card: it may have been taken off the board meanwhile.
        screen.dragging.value = null;
        const id = String(source.data["id"]);
        const { clientX, clientY } = current.input;
        // Escape and a drop outside have no targets.
        if (current.dropTargets.length > 0) {
          if (source.data["kind"] === "card") {
            dropCard(screen, id, targetAt(clientX, clientY));
          } else {
            dropColumn(screen, id, columnAt(clientX, clientY));
          }
        }
      },
    }),
  );
}

function dropCard(screen: BoardScreen, cardId: string, target: DropTarget | null): void {
  if (target !== null) {
    screen.drop(cardId, target);
  }
}

function dropColumn(screen: BoardScreen, columnId: string, target: ColumnTarget | null): void {
  if (target !== null && target.id !== columnId) {
    const place = columnPlace(screen.store.columns.peek(), columnId, target.id, target.edge);
    void screen.store.run({ kind: "moveColumn", columnId, place });
  }
}

interface ColumnTarget {
  id: string;
  edge: "before" | "after";
}

/** The place of a point of the screen among the mounted cards; null when it is over no list. */
export function targetAt(x: number, y: number): DropTarget | null {
  const at = document.elementFromPoint(x, y);
  const list = at?.closest<HTMLElement>("[data-list]") ?? listOfColumn(at, x);
  const columnId = list?.dataset["list"];
  if (list === null || columnId === undefined) {
    return null;
  }
  const lane = list.dataset["lane"] ?? "";
  const card = at?.closest<HTMLElement>("[data-card]") ?? nearestCard(list, y);
  if (card === null) {
    return { columnId, lane, cardId: null, edge: "after" };
  }
  const { top, height } = card.getBoundingClientRect();
  return { columnId, lane, cardId: card.dataset["card"] ?? null, edge: y < top + height / 2 ? "before" : "after" };
}

/** A card held over a column's head, or below a short column, is meant for that column. */
function listOfColumn(at: Element | null, x: number): HTMLElement | null {
  const below = at?.matches(".columns") === true ? [...at.querySelectorAll("[data-column]")].find((column) => {
    const { left, right } = column.getBoundingClientRect();
    return x >= left && x <= right;
  }) : undefined;
  return (at?.closest("[data-column]") ?? below)?.querySelector<HTMLElement>("[data-list]") ?? null;
}

/** Between two cards or below the last one the pointer is over the list itself. */
function nearestCard(list: HTMLElement, y: number): HTMLElement | null {
  let nearest: HTMLElement | null = null;
  let distance = Infinity;
  for (const card of list.querySelectorAll<HTMLElement>("[data-card]:not(.card-pinned)")) {
    const { top, bottom } = card.getBoundingClientRect();
    const away = y < top ? top - y : Math.max(0, y - bottom);
    if (away < distance) {
      [nearest, distance] = [card, away];
    }
  }
  return nearest;
}

function columnAt(x: number, y: number): ColumnTarget | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-column]");
  if (column === null || column === undefined) {
    return null;
  }
  const { left, width } = column.getBoundingClientRect();
  return { id: column.dataset["column"] ?? "", edge: x < left + width / 2 ? "before" : "after" };
}

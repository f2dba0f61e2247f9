import type { BoardScreen } from "../state/board-screen";

type Drag = typeof import("./card-drag") & typeof import("./touch-drag");

let loaded: Drag | null = null;
let loading: Promise<void> | null = null;
const waiting = new Set<() => void>();

/**
 * Dragging comes after the first picture of the board: its code is loaded then, and what can be dragged is bound when it is there.
 * The returned function unbinds it.
 */
function bound(bind: (drag: Drag) => () => void): () => void {
  if (loaded !== null) {
    return bind(loaded);
  }
  let unbind: (() => void) | null = null;
  const bindNow = (): void => {
    unbind = loaded === null ? null : bind(loaded);
  };
  waiting.add(bindNow);
  return () => {
    waiting.delete(bindNow);
    unbind?.();
  };
}

/** Loads the code of dragging. */
export function loadDrag(): Promise<void> {
  loading ??= Promise.all([import("./card-drag"), import("./touch-drag")]).then(([card, touch]) => {
    loaded = { ...card, ...touch };
    for (const bind of waiting) {
      bind();
    }
    waiting.clear();
  }).catch(() => {
    // Tried again when a board is opened the next time; until then cards are moved by key and by menu.
    loading = null;
  });
  return loading;
}

export const cardDraggable = (element: HTMLElement, cardId: string, screen: BoardScreen): (() => void) =>
  bound((drag) => drag.cardDraggable(element, cardId, screen));
export const columnDraggable = (element: HTMLElement, handle: HTMLElement, columnId: string, screen: BoardScreen): (() => void) =>
  bound((drag) => drag.columnDraggable(element, handle, columnId, screen));
export const cardListTarget = (element: HTMLElement, columnId: string, lane: string): (() => void) =>
  bound((drag) => drag.cardListTarget(element, columnId, lane));
export const boardDrag = (scroller: HTMLElement, screen: BoardScreen): (() => void) => bound((drag) => {
  const cleanups = [drag.boardDrag(scroller, screen), drag.touchDrag(scroller, screen)];
  // Says to tests and benchmarks that a drag may begin.
  scroller.dataset["drag"] = "ready";
  return () => cleanups.forEach((cleanup) => cleanup());
});

import { keyOf } from "../../ui/key";

export interface RowDrag {
  /** The gap that the row would go into, counted from 0; null when nothing is carried any more. */
  show: (gap: number | null) => void;
  drop: (gap: number) => void;
}

/** Carries a row of a list by its handle, with mouse, pen or finger; Escape leaves it where it was. */
export function rowDraggable(handle: HTMLElement, { show, drop }: RowDrag): () => void {
  let cancel = (): void => undefined;

  const start = (down: PointerEvent): void => {
    const list = handle.closest("ul");
    if (down.button !== 0 || list === null) {
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    let gap: number | null = null;
    const end = (keep: boolean): void => {
      controller.abort();
      show(null);
      if (keep && gap !== null) {
        drop(gap);
      }
    };
    cancel = () => end(false);
    handle.setPointerCapture(down.pointerId);
    handle.addEventListener("pointermove", ({ clientY }) => {
      gap = gapAt(list, clientY);
      show(gap);
      list.children[Math.min(gap, list.children.length - 1)]?.scrollIntoView({ block: "nearest" });
    }, { signal });
    handle.addEventListener("pointerup", () => end(true), { signal });
    handle.addEventListener("pointercancel", cancel, { signal });
    document.addEventListener("keydown", (event) => {
      if (keyOf(event) === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        cancel();
      }
    }, { signal, capture: true });
  };

  handle.addEventListener("pointerdown", start);
  return () => {
    cancel();
    handle.removeEventListener("pointerdown", start);
  };
}

/** How many rows lie above a point of the screen, by their middles. */
function gapAt(list: Element, y: number): number {
  return [...list.children].filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 < y;
  }).length;
}

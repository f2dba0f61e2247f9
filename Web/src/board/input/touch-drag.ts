import type { DropTarget } from "../model/drop";
import type { BoardScreen } from "../state/board-screen";
import { targetAt } from "./card-drag";
import { dropLine } from "./drop-line";

const pressMs = 220;
const slopPx = 8;
const edgePx = 56;
const scrollPxPerFrame = 14;

interface Drag {
  cardId: string;
  preview: HTMLElement;
  offsetX: number;
  offsetY: number;
  x: number;
  y: number;
  target: DropTarget | null;
}

/**
 * Dragging with a finger: a long press lifts the card, moving before that scrolls as ever. Near an edge the list or
 * the board scrolls by itself, and the page never jumps.
 */
export function touchDrag(scroller: HTMLElement, screen: BoardScreen): () => void {
  const controller = new AbortController();
  let press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null;
  let drag: Drag | null = null;
  let frame = 0;
  let touched = new AbortController();
  /** The finger that carried the card is still down, although nothing is carried any more. */
  let isSpent = false;

  const cancelPress = (): void => {
    clearTimeout(press?.timer);
    press = null;
  };

  const lift = (card: HTMLElement, cardId: string, x: number, y: number): void => {
    cancelPress();
    const { left, top, width } = card.getBoundingClientRect();
    const preview = card.cloneNode(true) as HTMLElement;
    preview.classList.add("card-preview");
    preview.removeAttribute("data-card");
    preview.style.inlineSize = `${width}px`;
    document.body.append(preview);
    navigator.vibrate?.(12);
    drag = { cardId, preview, offsetX: x - left, offsetY: y - top, x, y, target: null };
    screen.dragging.value = cardId;
    // Snapping would pull every step of the scrolling back.
    scroller.style.scrollSnapType = "none";
    moveTo(x, y);
    frame = requestAnimationFrame(scrollAtEdges);
  };

  const moveTo = (x: number, y: number): void => {
    if (drag !== null) {
      Object.assign(drag, { x, y, target: targetAt(x, y) });
      drag.preview.style.transform = `translate(${x - drag.offsetX}px, ${y - drag.offsetY}px) rotate(2deg)`;
      dropLine.showCard(drag.target);
    }
  };

  const scrollAtEdges = (): void => {
    if (drag === null) {
      return;
    }
    const { x, y } = drag;
    const step = (at: number, low: number, high: number): number => (at < low + edgePx ? -1 : at > high - edgePx ? 1 : 0) * scrollPxPerFrame;
    const area = scroller.getBoundingClientRect();
    scroller.scrollLeft += step(x, area.left, area.right);
    const list = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-list]");
    if (list !== null && list !== undefined) {
      const { top, bottom } = list.getBoundingClientRect();
      list.scrollTop += step(y, top, bottom);
    }
    moveTo(x, y);
    frame = requestAnimationFrame(scrollAtEdges);
  };

  const end = (drop: boolean): void => {
    cancelPress();
    cancelAnimationFrame(frame);
    dropLine.hide();
    if (drag !== null) {
      const { preview, cardId, target } = drag;
      drag = null;
      isSpent = !drop;
      preview.remove();
      screen.dragging.value = null;
      scroller.style.scrollSnapType = "";
      if (drop && target !== null) {
        screen.drop(cardId, target);
      }
    }
  };

  const onStart = (event: TouchEvent): void => {
    isSpent &&= event.touches.length > 1;
    const touch = event.touches[0];
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card]") : null;
    const cardId = card?.dataset["card"];
    if (touch === undefined || event.touches.length > 1 || card === null || cardId === undefined || !screen.mayEdit.peek()) {
      end(false);
      return;
    }
    // A touch stays with the element it began on; once that is off the page, its events do not come up to the board.
    const { target } = event;
    const alone = (listener: (event: TouchEvent) => void) => (later: Event): void => {
      if (target instanceof Node && !target.isConnected) {
        listener(later as TouchEvent);
      }
    };
    touched.abort();
    touched = new AbortController();
    for (const [type, listener] of [["touchmove", onMove], ["touchend", onEnd], ["touchcancel", onCancel]] as const) {
      target?.addEventListener(type, alone(listener), { signal: touched.signal, passive: false });
    }
    const { clientX: x, clientY: y } = touch;
    press = { x, y, timer: setTimeout(() => lift(card, cardId, x, y), pressMs) };
  };

  const onMove = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (touch === undefined) {
      return;
    }
    if (drag !== null) {
      event.preventDefault();
      moveTo(touch.clientX, touch.clientY);
    } else if (press !== null && Math.hypot(touch.clientX - press.x, touch.clientY - press.y) > slopPx) {
      cancelPress();
    }
  };

  const onEnd = (event: TouchEvent): void => {
    if (drag !== null || isSpent) {
      // No click follows a drag, or the card would open.
      event.preventDefault();
    }
    end(true);
  };

  const onCancel = (): void => end(false);
  /** A second finger, wherever it is put, wants to do something else: zoom, or scroll. */
  const onOtherFinger = (event: TouchEvent): void => {
    if (event.touches.length > 1) {
      end(false);
    }
  };

  const { signal } = controller;
  scroller.addEventListener("touchstart", onStart, { signal, passive: true });
  scroller.addEventListener("touchmove", onMove, { signal, passive: false });
  scroller.addEventListener("touchend", onEnd, { signal, passive: false });
  scroller.addEventListener("touchcancel", onCancel, { signal, passive: true });
  document.addEventListener("touchstart", onOtherFinger, { signal, capture: true, passive: true });
  // What else takes the card out of the hand: the browser's own gestures, another app, and a turned screen, where all lies elsewhere.
  document.addEventListener("pointercancel", (event) => event.pointerType === "touch" && end(false), { signal, capture: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && end(false), { signal });
  matchMedia("(orientation: portrait)").addEventListener("change", onCancel, { signal });
  scroller.addEventListener("contextmenu", (event) => (press !== null || drag !== null) && event.preventDefault(), { signal });
  return () => {
    end(false);
    touched.abort();
    controller.abort();
  };
}

import { useSignal, useSignalEffect, type ReadonlySignal, type Signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { useDerived } from "../../ui/use-derived";
import { cardListTarget } from "../input/drag";
import { isActive } from "../model/filter";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { heightOf, measure, topOf, type CardHeights } from "./card-heights";
import { CardTile } from "./card-tile";
import { rangeOf, withHeld } from "./virtual";

const overscanPx = 200;
/** Below this many cards measuring costs more than drawing. */
const plainUpTo = 15;

export interface CardListProps {
  columnId: string;
  lane: string;
  cards: ReadonlySignal<readonly Card[]>;
  screen: BoardScreen;
}

/** The cards of a column, of which only those near the screen are drawn, and those that are held, have the focus or are open. */
export function CardList({ columnId, lane, cards, screen }: CardListProps) {
  const root = useRef<HTMLDivElement>(null);
  const heights = useMemo<CardHeights>(() => new Map(), []);
  const measured = useSignal(0);
  const scroll = useSignal({ top: 0, height: 800 });
  const near = useSignal(true);
  const focused = useSignal<string | null>(null);

  useEffect(() => (root.current === null ? undefined : cardListTarget(root.current, columnId, lane)), [columnId, lane]);
  useEffect(() => (root.current === null ? undefined : watch(root.current, scroll, near)), []);

  const range = useDerived(() => {
    const list = cards.value;
    void measured.value;
    if (!near.value) {
      return { start: 0, end: 0, before: 0, after: topOf(heights, list, list.length) };
    }
    if (list.length <= plainUpTo) {
      return { start: 0, end: list.length, before: 0, after: 0 };
    }
    return rangeOf(list.map((card) => heightOf(heights, card)), scroll.value.top, scroll.value.height, overscanPx);
  }, [cards]);
  // Signals of what is drawn alone: scrolling within it draws nothing, nor does what happens to another list.
  const drawn = useDerived(() => `${range.value.start},${range.value.end},${range.value.before},${range.value.after}`, [range]);
  void drawn.value;
  const held = useDerived(() => heldIn(cards.value, screen, focused.value).join(), [cards, screen]).value;

  const list = cards.value;
  const { start, end, before, after } = range.peek();
  const drawnCards = withHeld(list, start, end, new Set(held === "" ? [] : held.split(",")));

  useLayoutEffect(() => measure(root.current, heights, () => (measured.value += 1)));
  useCarried(root, screen, list, heights);
  useLayoutEffect(() => reveal(root.current, screen));

  return (
    <div ref={root} class="card-list" data-list={columnId} data-lane={lane} tabIndex={-1}
      onFocusIn={({ target }) => (focused.value = cardAt(target))} onFocusOut={({ relatedTarget }) => leave(focused, relatedTarget)}>
      {list.length === 0 && <p class="card-list-empty">{t(isActive(screen.filter.value) ? "column.none-match" : "column.empty")}</p>}
      <ul class="cards" style={{ paddingBlockStart: `${before}px`, paddingBlockEnd: `${after}px` }}>
        {drawnCards.map(({ card, index, pinned }) => (
          <CardTile key={screen.store.keyOf(card.id)} card={card} screen={screen} position={index + 1} count={list.length} top={pinned ? topOf(heights, list, index) : null} />
        ))}
      </ul>
    </div>
  );
}

/** The cards of a list that stay drawn wherever it is scrolled to. */
function heldIn(list: readonly Card[], screen: BoardScreen, focused: string | null): string[] {
  const all = [screen.dragging.value, screen.grab.value?.cardId, screen.opened.value, screen.revealed.value, focused === null ? null : screen.store.realId(focused)];
  const wanted = new Set(all.filter((id) => id !== null && id !== undefined));
  return wanted.size === 0 ? [] : list.filter(({ id }) => wanted.has(id)).map(({ id }) => id);
}

const cardAt = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest<HTMLElement>("[data-card]")?.dataset["card"] : undefined) ?? null;

/** While the whole window is left the card keeps its focus, and gets it back with the window. */
function leave(focused: Signal<string | null>, next: EventTarget | null): void {
  if (document.hasFocus()) {
    focused.value = cardAt(next);
  }
}

/** Gives a card the focus that was not drawn when it was to get it. */
function reveal(root: HTMLElement | null, screen: BoardScreen): void {
  const cardId = screen.revealed.peek();
  const card = cardId === null ? null : root?.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"]`);
  const link = card?.querySelector<HTMLElement>(".card-link");
  if (card !== null && card !== undefined && link !== null && link !== undefined) {
    screen.revealed.value = null;
    link.focus({ preventScroll: true });
    keepInSight(card);
  }
}

/** For some frames: the cards around it are drawn and measured only now, and may push it away. */
function keepInSight(card: HTMLElement, frames = 6): void {
  card.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  if (frames > 0) {
    requestAnimationFrame(() => card.contains(document.activeElement) && keepInSight(card, frames - 1));
  }
}

/** Follows the list's scrolling and size, and whether the column is on the screen at all. */
function watch(element: HTMLElement, scroll: { value: { top: number; height: number } }, near: { value: boolean }): () => void {
  let frame = 0;
  const read = (): void => {
    frame = 0;
    scroll.value = { top: element.scrollTop, height: element.clientHeight };
  };
  const later = (): void => {
    frame ||= requestAnimationFrame(read);
  };
  element.addEventListener("scroll", later, { passive: true });
  const resized = new ResizeObserver(later);
  resized.observe(element);
  // rootMargin does not reach through the board, which scrolls within the page; scrollMargin does.
  const margins = { rootMargin: "200px 300px", scrollMargin: "200px 300px" };
  const intersected = new IntersectionObserver(([entry]) => (near.value = entry?.isIntersecting ?? true), margins);
  intersected.observe(element);
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener("scroll", later);
    resized.disconnect();
    intersected.disconnect();
  };
}

/** Keeps a card that is carried by keyboard on the screen. */
function useCarried(root: { current: HTMLElement | null }, screen: BoardScreen, list: readonly Card[], heights: CardHeights): void {
  useSignalEffect(() => {
    const carried = screen.grab.value?.cardId;
    const index = carried === undefined ? -1 : list.findIndex(({ id }) => id === carried);
    if (index < 0 || root.current === null) {
      return;
    }
    const top = topOf(heights, list, index);
    const { scrollTop, clientHeight } = root.current;
    if (top < scrollTop || top > scrollTop + clientHeight - 80) {
      root.current.scrollTop = Math.max(0, top - clientHeight / 3);
    }
  });
}

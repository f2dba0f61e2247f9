import { useSignal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { useDerived } from "../../ui/use-derived";
import { cardListTarget } from "../input/drag";
import { isActive } from "../model/filter";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { CardTile } from "./card-tile";
import { windowOf, withHeld } from "./virtual";

const overscanPx = 200;
/** Below this many cards measuring costs more than drawing. */
const plainUpTo = 15;

export interface CardListProps {
  columnId: string;
  lane: string;
  cards: ReadonlySignal<readonly Card[]>;
  screen: BoardScreen;
}

/** The cards of a column, of which only those near the screen are drawn. */
export function CardList({ columnId, lane, cards, screen }: CardListProps) {
  const root = useRef<HTMLDivElement>(null);
  const heights = useMemo(() => new Map<string, number>(), []);
  const measured = useSignal(0);
  const scroll = useSignal({ top: 0, height: 800 });
  const near = useSignal(true);

  useEffect(() => (root.current === null ? undefined : cardListTarget(root.current, columnId, lane)), [columnId, lane]);
  useEffect(() => (root.current === null ? undefined : watch(root.current, scroll, near)), []);

  const range = useDerived(() => {
    const list = cards.value;
    void measured.value;
    if (!near.value) {
      return { start: 0, end: 0, before: 0, after: list.reduce((sum, card) => sum + (heights.get(card.id) ?? estimate(card)), 0) };
    }
    if (list.length <= plainUpTo) {
      return { start: 0, end: list.length, before: 0, after: 0 };
    }
    return windowOf(list.map((card) => heights.get(card.id) ?? estimate(card)), scroll.value.top, scroll.value.height, overscanPx);
  }, [cards]);
  // A signal of the drawn part alone: scrolling within it draws nothing.
  const drawn = useDerived(() => `${range.value.start},${range.value.end},${range.value.before},${range.value.after}`, [range]);
  void drawn.value;

  const list = cards.value;
  const { start, end, before, after } = range.peek();
  const drawnCards = withHeld(list, start, end, screen.dragging.value ?? screen.grab.value?.cardId ?? null);

  useLayoutEffect(() => measure(root.current, heights, () => (measured.value += 1)));
  useCarried(root, screen, list, heights);

  return (
    <div ref={root} class="card-list" data-list={columnId} data-lane={lane} tabIndex={-1}>
      {list.length === 0 && <p class="card-list-empty">{t(isActive(screen.filter.value) ? "column.none-match" : "column.empty")}</p>}
      <ul class="cards" style={{ paddingBlockStart: `${before}px`, paddingBlockEnd: `${after}px` }}>
        {drawnCards.map(({ card, pinned }) => <CardTile key={screen.store.keyOf(card.id)} card={card} screen={screen} pinned={pinned} />)}
      </ul>
    </div>
  );
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

const gapPx = 8;

/** Takes the true heights of what is drawn; tells when one of them was guessed wrongly. */
function measure(root: HTMLElement | null, heights: Map<string, number>, changed: () => void): void {
  let different = false;
  for (const element of root?.querySelectorAll<HTMLElement>("[data-card]:not(.card-pinned)") ?? []) {
    const id = element.dataset["card"] ?? "";
    const height = element.offsetHeight + gapPx;
    if (heights.get(id) !== height) {
      different ||= heights.has(id);
      heights.set(id, height);
    }
  }
  if (different) {
    changed();
  }
}

/** A guess that is right for most cards, so that the scroll bar hardly moves when they are measured. */
function estimate(card: Card): number {
  const wide = (card.title.match(/[\u1100-\uffff]/g)?.length ?? 0) * 0.85;
  const lines = Math.max(1, Math.ceil((card.title.length + wide) / 33));
  const facts = card.due || card.priority || card.assignees?.length || card.comments || card.entries || card.description ? 30 : card.number || card.version === 0 ? 25 : 0;
  return 20 + lines * 21 + (card.labels?.length ? 26 : 0) + facts + gapPx;
}

/** Keeps a card that is carried by keyboard on the screen. */
function useCarried(root: { current: HTMLElement | null }, screen: BoardScreen, list: readonly Card[], heights: ReadonlyMap<string, number>): void {
  useSignalEffect(() => {
    const carried = screen.grab.value?.cardId;
    const index = carried === undefined ? -1 : list.findIndex(({ id }) => id === carried);
    if (index < 0 || root.current === null) {
      return;
    }
    const top = list.slice(0, index).reduce((sum, card) => sum + (heights.get(card.id) ?? estimate(card)), 0);
    const { scrollTop, clientHeight } = root.current;
    if (top < scrollTop || top > scrollTop + clientHeight - 80) {
      root.current.scrollTop = Math.max(0, top - clientHeight / 3);
    }
  });
}

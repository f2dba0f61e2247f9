import type { Card } from "../model/model";

const gapPx = 8;

/** How high the cards of a list are: measured once they have been drawn, guessed until then. */
export type CardHeights = Map<string, number>;

export const heightOf = (heights: CardHeights, card: Card): number => heights.get(card.id) ?? estimate(card);

/** How far below the list's beginning a card begins. */
export function topOf(heights: CardHeights, list: readonly Card[], index: number): number {
  let top = 0;
  for (let at = 0; at < index; at++) {
    const card = list[at];
    top += card === undefined ? 0 : heightOf(heights, card);
  }
  return top;
}

/** Takes the true heights of what is drawn; tells when one of them was guessed wrongly. */
export function measure(root: HTMLElement | null, heights: CardHeights, changed: () => void): void {
  let different = false;
  for (const element of root?.querySelectorAll<HTMLElement>("[data-card]") ?? []) {
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

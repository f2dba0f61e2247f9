import type { Card } from "./model";

/** The cards by their numbers. One that the server has not numbered yet, or never did, is not among them. */
export function cardsByNumber(cards: Iterable<Card>): ReadonlyMap<number, Card> {
  const numbered = new Map<number, Card>();
  for (const card of cards) {
    if (typeof card.number === "number") {
      numbered.set(card.number, card);
    }
  }
  return numbered;
}

// A particle may follow: #12를. Colours (#12ab), addresses (/a#12) and words (a#12) name no card.
const reference = /(?<![\w/#&])#([1-9]\d*)(?!\w)/;

/** The text in parts: strings as they stand, and a number where #number names a card. */
export const splitAtNumbers = (text: string): readonly (string | number)[] =>
  text.split(reference).map((part, at) => (at % 2 === 0 ? part : Number(part)));

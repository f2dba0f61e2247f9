import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

/** The card that shortcuts act on: the one that has the focus, else the one under the pointer. */
export function currentCard(screen: BoardScreen): Card | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset["card"];
  const id = focused ?? screen.hovered.cardId;
  return (id === null ? undefined : screen.store.state.peek()?.cards.get(id)) ?? null;
}

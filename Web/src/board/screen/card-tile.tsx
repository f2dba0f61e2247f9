import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { cardPath } from "../../routing/routes";
import { Icon } from "../../ui/icons";
import { tintName } from "../../ui/tints";
import { useDerived } from "../../ui/use-derived";
import { cardDraggable } from "../input/drag";
import { isProvisional } from "../model/commands";
import { isDone } from "../model/done";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { CardFacts } from "./card-facts";

export interface CardTileProps {
  card: Card;
  screen: BoardScreen;
  /** Its place in the whole list, from 1, of which only a part is drawn. */
  position: number;
  count: number;
  /** Where it lies in the list while it is drawn apart from the others; null for among them. */
  top: number | null;
}

/** A card on the board. The whole face is its link; what it shows comes from the card alone. */
export function CardTile({ card, screen, position, count, top }: CardTileProps) {
  const root = useRef<HTMLLIElement>(null);
  const { id } = card;
  useEffect(() => (root.current === null ? undefined : cardDraggable(root.current, id, screen)), [id, screen]);
  const state = useDerived(() => screen.grab.value?.cardId === id ? "card-grabbed" : screen.dragging.value === id ? "card-dragging" : "", [id, screen]);
  const tint = tintName(card.cover);
  const done = useDerived(() => isDone(card, screen.columns.value), [card, screen]).value;
  return (
    <li ref={root} class={`card ${state.value} ${done ? "card-done" : ""} ${top === null ? "" : "card-pinned"} ${isProvisional(id) ? "card-provisional" : ""} ${tint === null ? "" : `card-cover tint-${tint}`}`}
      style={top === null ? undefined : { insetBlockStart: `${top}px` }} aria-setsize={count} aria-posinset={position}
      data-card={id} onPointerEnter={() => (screen.hovered.cardId = id)} onPointerLeave={() => (screen.hovered.cardId = null)}>
      <CardLabels card={card} screen={screen} />
      <CardTick card={card} screen={screen} done={done} />
      <a class="card-link" href={cardPath(screen.store.boardId, screen.store.realId(id))} draggable={false}
        aria-describedby={screen.mayEdit.value ? "card-keys" : undefined} onClick={(event) => open(event, screen, id)}>
        {card.title}
      </a>
      <CardFacts card={card} screen={screen} done={done} />
      {screen.mayEdit.value && !isProvisional(id) && <CardMore cardId={id} screen={screen} />}
    </li>
  );
}

function open(event: MouseEvent, screen: BoardScreen, cardId: string): void {
  if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    if (!isProvisional(screen.store.realId(cardId))) {
      screen.openCard(cardId);
    }
  }
}

/** Moves the card to where work is done, or back. Without a column that is done there is no tick. */
function CardTick({ card, screen, done }: { card: Card; screen: BoardScreen; done: boolean }) {
  if (!screen.ticks.value || !screen.mayEdit.value || isProvisional(card.id)) {
    return null;
  }
  const label = t(done ? "card.reopen" : "card.complete", { card: card.title });
  return (
    <button type="button" class="card-tick" tabIndex={-1} role="checkbox" aria-checked={done} aria-label={label} title={t(done ? "card.reopen-hint" : "card.complete-hint")}
      onClick={(event) => { event.stopPropagation(); screen.tick(card.id); }}>
      <Icon name="check" size={14} />
    </button>
  );
}

function CardLabels({ card, screen }: { card: Card; screen: BoardScreen }) {
  const known = screen.labels.value;
  const labels = (card.labels ?? []).flatMap((id) => known.get(id) ?? []);
  return labels.length === 0 ? null : (
    <ul class="card-labels">
      {labels.map((label) => <li key={label.id} class={`label tint-${tintName(label.colour) ?? "gray"}`}>{label.name === "" ? "\u00a0" : label.name}</li>)}
    </ul>
  );
}

/** Opens the card's menu where a pointer can rest; keys open it without this. */
function CardMore({ cardId, screen }: { cardId: string; screen: BoardScreen }) {
  const openMenu = (event: MouseEvent & { currentTarget: HTMLElement }): void => {
    event.stopPropagation();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    screen.cardMenu.value = { cardId, x: left, y: bottom };
  };
  return (
    <button type="button" class="icon-button icon-button-small card-more" tabIndex={-1} aria-hidden="true" title={t("card.menu")} onClick={openMenu}>
      <Icon name="more" size={16} />
    </button>
  );
}

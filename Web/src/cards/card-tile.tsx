import { useEffect, useRef } from "preact/hooks";
import { cardDraggable } from "../board/card-drag";
import { isProvisional } from "../board/commands";
import { daysBetween, parseDay } from "../board/dates";
import type { BoardView } from "../board/board-view";
import type { Card } from "../board/model";
import { today } from "../clock";
import { day, t } from "../i18n";
import { cardPath } from "../routes";
import { Avatar } from "../ui/avatar";
import { tintName } from "../ui/tints";
import { Icon } from "../ui/icons";
import { useDerived } from "../ui/use-derived";

export interface CardTileProps {
  card: Card;
  view: BoardView;
  pinned?: boolean;
}

/** A card on the board. The whole face is its link; what it shows comes from the card alone. */
export function CardTile({ card, view, pinned = false }: CardTileProps) {
  const root = useRef<HTMLLIElement>(null);
  const { id } = card;
  useEffect(() => (root.current === null ? undefined : cardDraggable(root.current, id, view)), [id, view]);
  const state = useDerived(() => view.grab.value?.cardId === id ? "card-grabbed" : view.dragging.value === id ? "card-dragging" : "", [id, view]);
  const tint = tintName(card.cover);
  return (
    <li ref={root} class={`card ${state.value} ${pinned ? "card-pinned" : ""} ${isProvisional(id) ? "card-provisional" : ""} ${tint === null ? "" : `card-cover tint-${tint}`}`}
      data-card={id} onPointerEnter={() => (view.hovered.cardId = id)} onPointerLeave={() => (view.hovered.cardId = null)}>
      <CardLabels card={card} view={view} />
      <a class="card-link" href={cardPath(view.store.boardId, view.store.realId(id))} draggable={false}
        aria-describedby={view.mayEdit.value ? "card-keys" : undefined} onClick={(event) => open(event, view, id)}>
        {card.title}
      </a>
      <CardFacts card={card} view={view} />
    </li>
  );
}

function open(event: MouseEvent, view: BoardView, cardId: string): void {
  if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    if (!isProvisional(view.store.realId(cardId))) {
      view.openCard(cardId);
    }
  }
}

function CardLabels({ card, view }: { card: Card; view: BoardView }) {
  const known = view.labels.value;
  const labels = (card.labels ?? []).flatMap((id) => known.get(id) ?? []);
  return labels.length === 0 ? null : (
    <ul class="card-labels">
      {labels.map((label) => <li key={label.id} class={`label tint-${tintName(label.colour) ?? "gray"}`}>{label.name === "" ? "\u00a0" : label.name}</li>)}
    </ul>
  );
}

function CardFacts({ card, view }: { card: Card; view: BoardView }) {
  const known = view.members.value;
  const people = (card.assignees ?? []).flatMap((id) => known.get(id) ?? []);
  const { number, due, priority, description = 0, comments = 0, entries = 0, entriesDone = 0, rule } = card;
  // The place of a number that the server has yet to give is kept, so that nothing moves when it comes.
  const awaitsNumber = card.version === 0;
  if (!number && !awaitsNumber && people.length === 0 && !due && !priority && !rule && typeof card.estimate !== "number" && description + comments + entries === 0) {
    return null;
  }
  return (
    <div class="card-facts">
      {(number || awaitsNumber) && <span class="card-number">{number ? `#${number}` : "\u00a0"}</span>}
      {priority && <span class={`fact priority-${priority}`} title={t(`priority.${priority}`)}><Icon name="flag" size={14} /><span class="visually-hidden">{t(`priority.${priority}`)}</span></span>}
      {due && <DueFact due={due} />}
      {rule && <span class="fact" title={t("card.recurring")}><Icon name="repeat" size={14} /></span>}
      {description > 0 && <span class="fact" title={t("card.has-description")}><Icon name="text" size={14} /></span>}
      {entries > 0 && (
        <span class={`fact ${entriesDone === entries ? "fact-done" : ""}`} title={t("card.checklist")}>
          <Icon name="checklist" size={14} />{entriesDone}/{entries}
        </span>
      )}
      {comments > 0 && <span class="fact" title={t("card.comments")}><Icon name="comment" size={14} />{comments}</span>}
      {typeof card.estimate === "number" && <span class="fact fact-estimate" title={t("card.estimate")}>{card.estimate}</span>}
      {people.length > 0 && <span class="card-people">{people.slice(0, 3).map((one) => <Avatar key={one.id} sub={one.sub} name={one.name} small />)}</span>}
      {people.length > 0 && <span class="visually-hidden">{people.map((one) => one.name).join(", ")}</span>}
    </div>
  );
}

function DueFact({ due }: { due: string }) {
  const days = daysBetween(today.value, due);
  const date = parseDay(due);
  const kind = days < 0 ? "fact-late" : days <= 1 ? "fact-soon" : "";
  return date === null ? null : (
    <time class={`fact ${kind}`} dateTime={due} title={days < 0 ? t("due.overdue") : t("card.due")}>
      <Icon name="clock" size={14} />{days === 0 ? t("due.today") : day(date)}
    </time>
  );
}

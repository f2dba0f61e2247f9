import { useEffect, useRef } from "preact/hooks";
import { cardDraggable } from "../board/card-drag";
import { isProvisional } from "../board/commands";
import { daysBetween, parseDay } from "../board/dates";
import type { BoardView } from "../board/board-view";
import { isDone } from "../board/done";
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
  const done = useDerived(() => isDone(card, view.columns.value), [card, view]).value;
  return (
    <li ref={root} class={`card ${state.value} ${done ? "card-done" : ""} ${pinned ? "card-pinned" : ""} ${isProvisional(id) ? "card-provisional" : ""} ${tint === null ? "" : `card-cover tint-${tint}`}`}
      data-card={id} onPointerEnter={() => (view.hovered.cardId = id)} onPointerLeave={() => (view.hovered.cardId = null)}>
      <CardLabels card={card} view={view} />
      <CardTick card={card} view={view} done={done} />
      <a class="card-link" href={cardPath(view.store.boardId, view.store.realId(id))} draggable={false}
        aria-describedby={view.mayEdit.value ? "card-keys" : undefined} onClick={(event) => open(event, view, id)}>
        {card.title}
      </a>
      <CardFacts card={card} view={view} done={done} />
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

/** Moves the card to where work is done, or back. Without a column that is done there is no tick. */
function CardTick({ card, view, done }: { card: Card; view: BoardView; done: boolean }) {
  if (!view.ticks.value || !view.mayEdit.value || isProvisional(card.id)) {
    return null;
  }
  const label = t(done ? "card.reopen" : "card.complete", { card: card.title });
  return (
    <button type="button" class="card-tick" tabIndex={-1} role="checkbox" aria-checked={done} aria-label={label} title={t(done ? "card.reopen-hint" : "card.complete-hint")}
      onClick={(event) => { event.stopPropagation(); view.tick(card.id); }}>
      <Icon name="check" size={14} />
    </button>
  );
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

function CardFacts({ card, view, done }: { card: Card; view: BoardView; done: boolean }) {
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
      {due && <DueFact due={due} done={done} />}
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

function DueFact({ due, done }: { due: string; done: boolean }) {
  const days = daysBetween(today.value, due);
  const date = parseDay(due);
  const late = !done && days < 0;
  const kind = late ? "fact-late" : !done && days <= 1 ? "fact-soon" : "";
  return date === null ? null : (
    <time class={`fact ${kind}`} dateTime={due} title={late ? t("due.overdue") : t("card.due")}>
      <Icon name="clock" size={14} />{days === 0 && !done ? t("due.today") : day(date)}
    </time>
  );
}

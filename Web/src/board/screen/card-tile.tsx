import { useEffect, useRef } from "preact/hooks";
import { day, t } from "../../i18n/i18n";
import { today } from "../../lib/clock";
import { daysBetween, parseDay } from "../../lib/dates";
import { cardPath } from "../../routing/routes";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { PriorityMark } from "../../ui/priority-mark";
import { tintName } from "../../ui/tints";
import { useDerived } from "../../ui/use-derived";
import { cardDraggable } from "../input/drag";
import { isProvisional } from "../model/commands";
import { isDone } from "../model/done";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

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

function CardFacts({ card, screen, done }: { card: Card; screen: BoardScreen; done: boolean }) {
  const known = screen.members.value;
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
      {priority && <span class="fact" title={t(`priority.${priority}`)}><PriorityMark priority={priority} /><span class="visually-hidden">{t(`priority.${priority}`)}</span></span>}
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

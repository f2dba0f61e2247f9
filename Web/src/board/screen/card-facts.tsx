import { day, number as numeral, t } from "../../i18n/i18n";
import { today } from "../../lib/clock";
import { daysBetween, parseDay } from "../../lib/dates";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { PriorityMark } from "../../ui/priority-mark";
import type { Card, Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

interface CardFactsProps {
  card: Card;
  screen: BoardScreen;
  done: boolean;
}

/** What a card's face tells beside its title: facts in a row that may wrap, and its people in the corner. */
export function CardFacts({ card, screen, done }: CardFactsProps) {
  const known = screen.members.value;
  const people = (card.assignees ?? []).flatMap((id) => known.get(id) ?? []);
  const { number, due, priority, estimate, description = 0, comments = 0, entries = 0, entriesDone = 0, rule } = card;
  // The place of a number that the server has yet to give is kept, so that nothing moves when it comes.
  const awaitsNumber = card.version === 0;
  if (!number && !awaitsNumber && people.length === 0 && !due && !priority && !rule && typeof estimate !== "number" && description + comments + entries === 0) {
    return null;
  }
  return (
    <div class="card-foot">
      <div class="card-facts">
        {(number || awaitsNumber) && <span class="card-number">{number ? `#${number}` : "\u00a0"}</span>}
        {priority && <span class="fact" title={t(`priority.${priority}`)}><PriorityMark priority={priority} /><span class="visually-hidden">{t(`priority.${priority}`)}</span></span>}
        {due && <DueFact due={due} done={done} />}
        {typeof estimate === "number" && <span class="fact" title={t("card.estimate")}>{t("card.points", { n: numeral(estimate) })}</span>}
        {rule && <span class="fact" title={t("card.recurring")}><Icon name="repeat" size={14} /></span>}
        {description > 0 && <span class="fact" title={t("card.has-description")}><Icon name="text" size={14} /></span>}
        {entries > 0 && (
          <span class={`fact ${entriesDone === entries ? "fact-done" : ""}`} title={t("card.checklist")}>
            <Icon name="checklist" size={14} />{entriesDone}/{entries}
          </span>
        )}
        {comments > 0 && <span class="fact" title={t("card.comments")}><Icon name="comment" size={14} />{comments}</span>}
      </div>
      {people.length > 0 && <People people={people} />}
    </div>
  );
}

const shownPeople = 3;

function People({ people }: { people: readonly Member[] }) {
  // One more instead of "+1" for the last one.
  const shown = people.length === shownPeople + 1 ? people : people.slice(0, shownPeople);
  const more = people.length - shown.length;
  return (
    <span class="card-people">
      {shown.map((one) => <Avatar key={one.id} sub={one.sub} name={one.name} small />)}
      {more > 0 && <span class="avatar avatar-small avatar-more" aria-hidden="true">+{more}</span>}
      <span class="visually-hidden">{people.map((one) => one.name).join(", ")}</span>
    </span>
  );
}

function DueFact({ due, done }: { due: string; done: boolean }) {
  const days = daysBetween(today.value, due);
  const date = parseDay(due);
  const late = !done && days < 0;
  const kind = late ? "fact-late" : !done && days <= 1 ? "fact-soon" : "";
  return date === null ? null : (
    <time class={`fact ${kind}`} dateTime={due} title={late ? t("due.overdue") : t("card.due")}>
      <Icon name="calendar" size={14} />{days === 0 && !done ? t("due.today") : day(date)}
    </time>
  );
}

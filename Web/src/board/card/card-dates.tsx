import { useEffect, useMemo, useRef } from "preact/hooks";
import { date, dateTime, day as dayName, t } from "../../i18n/i18n";
import { today } from "../../lib/clock";
import { daysBetween, parseDay } from "../../lib/dates";
import { drafts } from "../../lib/drafts";
import { DatePanel } from "../../ui/date-panel";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { typedDate } from "../../ui/typed-date";
import { isDone } from "../model/done";
import { draftKeys } from "../model/draft-keys";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { dayProblem } from "./day-problem";
import { None, Property } from "./property";

interface Props {
  card: Card;
  screen: BoardScreen;
}

export function CardDates({ card, screen }: Props) {
  const done = isDone(card, screen.columns.value);
  return (
    <>
      <DateProperty field="due" card={card} screen={screen} late={!done && typeof card.due === "string" && daysBetween(today.value, card.due) < 0} />
      <DateProperty field="start" card={card} screen={screen} late={false} />
      {done && typeof card.completedAt === "string" && (
        <Property name="completed" icon="check" label={t("card.completed")} empty={false}>
          <time dateTime={card.completedAt} title={dateTime(new Date(card.completedAt))}>{date(new Date(card.completedAt))}</time>
        </Property>
      )}
    </>
  );
}

function DateProperty({ field, card, screen, late }: Props & { field: "due" | "start"; late: boolean }) {
  const value = card[field] ?? null;
  const label = t(field === "due" ? "card.due" : "card.start");
  const latest = useRef(card);
  latest.current = card;
  const typed = useMemo(() => typedDate({
    draft: drafts(draftKeys.day(card.id, field)),
    value: () => latest.current[field] ?? null,
    problemOf: (day) => dayProblem(latest.current, field, day),
    change: (day) => void screen.store.run({ kind: "setCard", cardId: card.id, fields: { [field]: day } }),
  }), [screen, card.id, field]);
  useEffect(() => {
    // The page goes: the panel's own end does not come.
    const take = (): void => void typed.take();
    window.addEventListener("pagehide", take);
    return () => window.removeEventListener("pagehide", take);
  }, [typed]);
  const shown = parseDay(value ?? "");
  const text = shown === null ? "" : dayName(shown);
  const time = shown !== null && value !== null && <time dateTime={value} title={date(shown)} class={late ? "property-late" : ""}>{text}</time>;
  const problem = typed.text.value === null ? null : typed.problem();
  return (
    <Property name={field} icon={field === "due" ? "calendar" : "clock"} label={label} empty={value === null && problem === null}>
      {screen.mayEdit.value
        ? (
          <Menu align="start" buttonClass="property-button" label={t("property.set", { name: label, value: problem ?? (text === "" ? t("property.none") : text) })}
            button={problem === null ? time || <None /> : <span class="property-late"><Icon name="warning" size={14} /> {typed.text.value}</span>}>
            {(close) => <DatePanel value={value} typed={typed} close={close} />}
          </Menu>
        )
        : time || <None />}
    </Property>
  );
}

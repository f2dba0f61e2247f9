import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { day, t } from "../i18n/i18n";
import { addMonths, nextMonday } from "../lib/calendar";
import { startOfToday, today } from "../lib/clock";
import { addDays, dayOf, parseDay } from "../lib/dates";
import { calendarNames } from "./calendar-names";
import { Icon } from "./icons";
import { keyOf } from "./key";
import { MonthGrid } from "./month-grid";
import { nameOf, type TypedDate } from "./typed-date";

export interface DatePanelProps {
  value: string | null;
  /** What is typed and not taken yet. */
  typed: TypedDate;
  close: () => void;
}

/** Chooses a day: by its name, in the month, or typed in words. */
export function DatePanel({ value, typed, close }: DatePanelProps) {
  const root = useRef<HTMLDivElement>(null);
  const problem = useSignal(typed.problem());
  const active = useSignal(typed.read() ?? value ?? today.peek());
  // A finger chooses in the month: in the field it would bring up a keyboard that hides it.
  const inGrid = useSignal(window.matchMedia("(pointer: coarse)").matches);
  const id = useId();

  useLayoutEffect(() => root.current?.querySelector("input")?.select(), []);
  // Pressed elsewhere: what was typed is taken as on Enter, and kept where it is no date.
  useEffect(() => () => void typed.take(), []);

  const choose = (next: string | null): void => {
    problem.value = next === null ? null : typed.problemOf(next);
    if (problem.value === null) {
      typed.choose(next);
      close();
    } else if (next !== null) {
      active.value = next;
    }
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    problem.value = typed.take();
    if (problem.value === null) {
      close();
    }
  };
  const write = (text: string): void => {
    typed.write(text);
    problem.value = null;
    active.value = typed.read() ?? active.peek();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (key === "Escape") {
      typed.drop();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      inGrid.value = key === "ArrowDown";
      if (key === "ArrowUp") {
        root.current?.querySelector("input")?.focus();
      }
    }
  };
  const leaveGrid = (): void => { inGrid.value = false; };
  const step = (months: number): void => {
    leaveGrid();
    active.value = addMonths(active.peek(), months);
  };
  return (
    <div ref={root} class="date-panel" onKeyDown={onKeyDown}>
      <form onSubmit={submit}>
        <input class="input" type="text" autocomplete="off" enterkeyhint="done" aria-label={t("date.type")} placeholder={t("date.hint")} value={typed.text.value ?? nameOf(value ?? "")}
          aria-invalid={problem.value !== null} aria-describedby={id} onFocus={leaveGrid} onInput={(event) => write(event.currentTarget.value)} />
      </form>
      <p id={id} class="field-problem" role="alert">{problem.value}</p>
      <Quick value={value} choose={choose} />
      <div class="month-head">
        <strong aria-live="polite">{calendarNames.value.month(parseDay(active.value) ?? startOfToday.value)}</strong>
        <button type="button" class="icon-button" aria-label={t("date.previous")} title={t("date.previous")} disabled={active.value < "1970-02"} onClick={() => step(-1)}><Icon name="left" /></button>
        <button type="button" class="icon-button" aria-label={t("date.next")} title={t("date.next")} disabled={active.value >= "2199-12"} onClick={() => step(1)}><Icon name="right" /></button>
      </div>
      <MonthGrid active={active.value} chosen={value} focused={inGrid.value} problemOf={typed.problemOf} move={(next) => { active.value = next; inGrid.value = true; }} choose={choose} />
    </div>
  );
}

/** The days that are chosen most, by their names. */
function Quick({ value, choose }: { value: string | null; choose: (day: string | null) => void }) {
  const now = startOfToday.value;
  const days = [["date.today", today.value], ["date.tomorrow", dayOf(addDays(now, 1))], ["date.next-week", nextMonday(now)]] as const;
  return (
    <div class="date-quick">
      {days.map(([name, one]) => (
        <button key={name} type="button" class="date-choice" aria-pressed={one === value} onClick={() => choose(one)}>
          {t(name)} <span class="muted">{day(parseDay(one) ?? now)}</span>
        </button>
      ))}
      <button type="button" class="date-choice" aria-pressed={value === null} onClick={() => choose(null)}>{t("date.none")}</button>
    </div>
  );
}

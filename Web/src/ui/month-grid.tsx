import { useLayoutEffect, useRef } from "preact/hooks";
import { dayByKey, isSameMonth, monthWeeks, weekStart } from "../lib/calendar";
import { today } from "../lib/clock";
import { parseDay } from "../lib/dates";
import { calendarNames } from "./calendar-names";
import { keyOf } from "./key";

export interface MonthGridProps {
  /** The day that the keys start from; its month is shown. */
  active: string;
  chosen: string | null;
  /** Whether the day takes the focus as it moves. */
  focused: boolean;
  /** Why a day cannot be chosen; null for one that can. */
  problemOf: (day: string) => string | null;
  move: (day: string) => void;
  choose: (day: string) => void;
}

/** A month as a grid: arrows go by days and weeks, Home and End within the week, Page Up and Page Down by months. */
export function MonthGrid({ active, chosen, focused, problemOf, move, choose }: MonthGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const names = calendarNames.value;
  const start = weekStart(names.locale);
  const weeks = monthWeeks(active, start);
  useLayoutEffect(() => {
    if (focused) {
      grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    }
  }, [active, focused]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = dayByKey(keyOf(event), active, start);
    if (next !== null) {
      event.preventDefault();
      event.stopPropagation();
      move(next);
    }
  };
  return (
    <div ref={grid} class="month" role="grid" tabIndex={-1} aria-label={named(active, names.month)} onKeyDown={onKeyDown}>
      <div role="row" class="month-week">
        {(weeks[0] ?? []).map((day) => <span key={day} role="columnheader" aria-label={named(day, names.weekday)}>{named(day, names.weekdayShort)}</span>)}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" class="month-week">
          {week.map((day) => (
            <button key={day} type="button" role="gridcell" tabIndex={day === active ? 0 : -1} class={`month-day ${isSameMonth(day, active) ? "" : "month-day-beside"}`}
              data-first={focused && day === active ? "" : undefined} aria-selected={day === chosen} aria-current={day === today.value ? "date" : undefined} aria-disabled={problemOf(day) !== null}
              onClick={() => choose(day)}>
              <span aria-hidden="true">{Number(day.slice(8))}</span>
              <span class="visually-hidden">{named(day, names.whole)}</span>
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function named(day: string, format: (date: Date) => string): string {
  const date = parseDay(day);
  return date === null ? day : format(date);
}

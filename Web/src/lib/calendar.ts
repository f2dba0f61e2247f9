import { addDays, dayOf, parseDay } from "./dates";

/** The days that the server takes. */
export const firstDay = "1970-01-01";
export const lastDay = "2199-12-31";
export const isKept = (day: string): boolean => day >= firstDay && day <= lastDay;

/** The day with which weeks begin for the readers of a language, 0 for Sunday; a browser that does not know it takes Sunday. */
export function weekStart(locale: string): number {
  const found = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return ((found.getWeekInfo?.() ?? found.weekInfo)?.firstDay ?? 0) % 7;
}

/** The weeks of the month that a day is in, whole ones: six, so that the picture keeps its height. */
export function monthWeeks(day: string, start: number): string[][] {
  const first = parseDay(`${day.slice(0, 8)}01`) ?? new Date();
  const shown = addDays(first, -((first.getDay() - start + 7) % 7));
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, at) => dayOf(addDays(shown, week * 7 + at))));
}

/** The same day of another month, or the last one of a shorter month. */
export function addMonths(day: string, months: number): string {
  const date = parseDay(day) ?? new Date();
  const last = new Date(date.getFullYear(), date.getMonth() + months + 1, 0);
  return dayOf(new Date(last.getFullYear(), last.getMonth(), Math.min(date.getDate(), last.getDate())));
}

/** The Monday that comes next. */
export const nextMonday = (now: Date): string => dayOf(addDays(now, (8 - now.getDay()) % 7 || 7));

/** Where a key leads in a month's days, never out of the days that are kept; null for a key that has no meaning there. */
export function dayByKey(key: string, day: string, start: number): string | null {
  const date = parseDay(day);
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  if (date === null) {
    return null;
  }
  const inWeek = (date.getDay() - start + 7) % 7;
  const days = key === "Home" ? -inWeek : key === "End" ? 6 - inWeek : steps[key];
  const next = key === "PageUp" ? addMonths(day, -1) : key === "PageDown" ? addMonths(day, 1) : days === undefined ? null : dayOf(addDays(date, days));
  return next === null ? null : next < firstDay ? firstDay : next > lastDay ? lastDay : next;
}

/** Whether two days are in one month. */
export const isSameMonth = (one: string, other: string): boolean => one.slice(0, 7) === other.slice(0, 7);

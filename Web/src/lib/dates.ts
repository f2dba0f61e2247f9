/** Days are yyyy-mm-dd without a time zone: due on a day, wherever one is. */
export function dayOf(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

/** Midnight of a day here; null when it is no day. */
export function parseDay(day: string): Date | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day);
  if (match === null) {
    return null;
  }
  const [year, month, dayOfMonth] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(year, month - 1, dayOfMonth);
  return date.getMonth() === month - 1 && date.getDate() === dayOfMonth ? date : null;
}

export function addDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

/** Days from one to the other; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  const [start, end] = [parseDay(from), parseDay(to)];
  return start === null || end === null ? 0 : Math.round((end.getTime() - start.getTime()) / 86_400_000);
}

const weekdays: readonly (readonly string[])[] = [
  ["sun", "sunday", "일", "일요일"],
  ["mon", "monday", "월", "월요일"],
  ["tue", "tuesday", "화", "화요일"],
  ["wed", "wednesday", "수", "수요일"],
  ["thu", "thursday", "목", "목요일"],
  ["fri", "friday", "금", "금요일"],
  ["sat", "saturday", "토", "토요일"],
];

const relative: Readonly<Record<string, number>> = {
  today: 0, 오늘: 0, tomorrow: 1, 내일: 1, 모레: 2, nextweek: 7, 다음주: 7,
};

/** A day as people type it: today, 내일, fri, 금, +3, 12/24, 2026-12-24; null when it is none. */
export function parseTypedDay(text: string, now: Date): string | null {
  const typed = text.toLowerCase();
  const days = relative[typed] ?? (/^\+\d{1,3}$/.test(typed) ? Number(typed) : undefined);
  if (days !== undefined) {
    return dayOf(addDays(now, days));
  }
  const weekday = weekdays.findIndex((names) => names.includes(typed));
  if (weekday >= 0) {
    return dayOf(addDays(now, (weekday - now.getDay() + 7) % 7 || 7));
  }
  const match = /^(\d{1,2})[/.](\d{1,2})$/.exec(typed);
  if (match !== null) {
    return nextOn(Number(match[1]), Number(match[2]), now);
  }
  const date = parseDay(typed);
  return date === null ? null : dayOf(date);
}

/** The next such day of the year, today included. */
function nextOn(month: number, day: number, now: Date): string | null {
  const today = dayOf(now);
  return [now.getFullYear(), now.getFullYear() + 1]
    .map((year) => parseDay(`${year}-${month}-${day}`))
    .map((date) => (date === null ? null : dayOf(date)))
    .find((one) => one !== null && one >= today) ?? null;
}

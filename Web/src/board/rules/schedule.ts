import { list, t, type MessageKey } from "../../i18n/i18n";

export type Every = "day" | "weekday" | "week" | "month" | "cron";

export interface Schedule {
  every: Every;
  /** IANA name of a time zone. */
  timeZone: string;
  at?: string | null;
  /** 0 is Sunday. */
  days?: readonly number[] | null;
  /** 1 to 31, or 0 for the last day. */
  dayOfMonth?: number | null;
  cron?: string | null;
}

export interface CardTemplate {
  columnId: string;
  title: string;
  labels?: readonly string[] | null;
  assignees?: readonly string[] | null;
  dueInDays?: number | null;
}

export interface Rule {
  id: string;
  schedule: Schedule;
  template: CardTemplate;
  version: number;
  next?: string | null;
  paused?: boolean;
  catchUp?: boolean;
  skipped?: string | null;
}

const dayNames: readonly MessageKey[] = ["weekday.0", "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6"];

export const weekdayName = (day: number): string => t(dayNames[day] ?? "weekday.0");

/** The schedule as one would say it: "every weekday at 9:00, Asia/Seoul". */
export function inWords(schedule: Schedule): string {
  const { every, timeZone, at, days, dayOfMonth, cron } = schedule;
  const values = { at: at ?? "", zone: timeZone };
  switch (every) {
    case "day":
      return t("rules.words.day", values);
    case "weekday":
      return t("rules.words.weekday", values);
    case "week":
      return t("rules.words.week", { ...values, days: list((days ?? []).toSorted(fromMonday).map(weekdayName)) });
    case "month":
      return dayOfMonth === 0 ? t("rules.words.month-end", values) : t("rules.words.month", { ...values, day: dayOfMonth ?? 1 });
    case "cron":
      return t("rules.words.cron", { ...values, cron: cron ?? "" });
  }
}

/** A week begins on Monday here. */
const fromMonday = (a: number, b: number): number => ((a + 6) % 7) - ((b + 6) % 7);
export const weekOrder: readonly number[] = [1, 2, 3, 4, 5, 6, 0];

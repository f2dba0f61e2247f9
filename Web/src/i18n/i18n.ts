import { computed } from "@preact/signals";
import { clock, startOfToday } from "../lib/clock";
import en from "./locales/en.json";
import ko from "./locales/ko.json";
import { language, type Language } from "./settings";

export type MessageKey = keyof typeof en;
type PluralKey = { [K in MessageKey]: K extends `${infer Base}.other` ? Base : never }[MessageKey];
type Values = Record<string, string | number>;

// The compiler rejects a key that one of the two languages lacks.
const catalogs: Record<Language, Record<MessageKey, string>> = { en, ko };
const complete: Record<keyof typeof ko, string> = en;
void complete;

const locales: Record<Language, string> = { en: "en", ko: "ko-KR" };
const pluralRules = computed(() => new Intl.PluralRules(locales[language.value]));

/** The message in the reader's language; `{name}` is replaced by the value of that name. */
export function t(key: MessageKey, values?: Values): string {
  const message = catalogs[language.value][key];
  return values === undefined ? message : fill(message, values);
}

/** The message for a number: `key.one` or `key.other`, with the number formatted as `{n}`. */
export function tn(key: PluralKey, n: number, values?: Values): string {
  const form = pluralRules.value.select(n) === "one" ? "one" : "other";
  return t(`${key}.${form}` as MessageKey, { ...values, n: number(n) });
}

function fill(message: string, values: Values): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const formats = computed(() => {
  const locale = locales[language.value];
  return {
    number: new Intl.NumberFormat(locale),
    dateTime: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }),
    day: new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" }),
    dayOfYear: new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", year: "numeric" }),
    weekdayTime: new Intl.DateTimeFormat(locale, { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    list: new Intl.ListFormat(locale, { type: "conjunction" }),
  };
});

export const number = (value: number): string => formats.value.number.format(value);
export const dateTime = (value: Date | number): string => formats.value.dateTime.format(value);
export const date = (value: Date | number): string => formats.value.date.format(value);
export const weekdayTime = (value: Date | number): string => formats.value.weekdayTime.format(value);
export const list = (values: readonly string[]): string => formats.value.list.format(values);

/** A day without its year while the year is the current one. */
export function day(value: Date, now: Date = startOfToday.value): string {
  const format = value.getFullYear() === now.getFullYear() ? formats.value.day : formats.value.dayOfYear;
  return format.format(value);
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 minutes ago"; from a week on the date. */
export function ago(value: number, now: number = clock.value): string {
  const passedMs = value - now;
  if (Math.abs(passedMs) > 7 * 86_400_000) {
    return date(value);
  }
  const step = steps.find(([, sizeMs]) => Math.abs(passedMs) >= sizeMs);
  return step === undefined ? t("time.now") : formats.value.relative.format(Math.trunc(passedMs / step[1]), step[0]);
}

import { signal, type ReadonlySignal } from "@preact/signals";
import { date, t } from "../i18n/i18n";
import { firstDay, isKept, lastDay } from "../lib/calendar";
import { timeNow } from "../lib/clock";
import { parseDay } from "../lib/dates";
import type { Draft } from "../lib/drafts";
import { readDay } from "../lib/typed-day";

export interface TypedDateOptions {
  /** Keeps what is typed. */
  draft: Draft;
  value: () => string | null;
  /** What else forbids a day, in words. */
  problemOf: (day: string) => string | null;
  change: (day: string | null) => void;
}

export interface TypedDate {
  /** What is typed and not taken yet; null for nothing. */
  text: ReadonlySignal<string | null>;
  write: (text: string) => void;
  /** Forgets what is typed. */
  drop: () => void;
  /** The day that is typed; null for none. */
  read: () => string | null;
  /** Why a day is not possible; null for one that is. */
  problemOf: (day: string) => string | null;
  /** Why what is typed cannot be taken; null for what can. */
  problem: () => string | null;
  /** Takes what is typed, an emptied field as no date. Tells why not, and keeps it then. */
  take: () => string | null;
  choose: (day: string | null) => void;
}

/** A date that is being typed: nothing is sent before it is known to be one that the card can have. */
export function typedDate({ draft, value, problemOf: forbid, change }: TypedDateOptions): TypedDate {
  const text = signal(draft.get() === "" ? null : draft.get());
  const write = (next: string | null): void => {
    text.value = next;
    draft.set(next ?? "");
  };
  const read = (): string | null => (text.peek() === null ? null : readDay(text.peek() ?? "", timeNow()));
  const problemOf = (day: string): string | null => (isKept(day) ? forbid(day) : t("date.range", { min: nameOf(firstDay), max: nameOf(lastDay) }));
  const problem = (): string | null => {
    const typed = text.peek()?.trim() ?? "";
    const day = read();
    return typed === "" ? null : day === null ? t("date.unknown", { text: typed }) : problemOf(day);
  };
  const choose = (day: string | null): void => {
    write(null);
    if (day !== value()) {
      change(day);
    }
  };
  return {
    text,
    write,
    drop: () => write(null),
    read,
    problemOf,
    problem,
    take: () => {
      const found = problem();
      if (text.peek() !== null && found === null) {
        choose(read());
      }
      return found;
    },
    choose,
  };
}

export const nameOf = (day: string): string => {
  const found = parseDay(day);
  return found === null ? day : date(found);
};

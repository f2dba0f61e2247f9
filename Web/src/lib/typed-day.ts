import { dayOf, parseDay, parseTypedDay } from "./dates";

const monthNames: readonly string[] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The forms in which people write a date. A group that is missing is the year. */
const forms: readonly RegExp[] = [
  /^(?:(?<year>\d{4})년\s*)?(?<month>\d{1,2})월\s*(?<day>\d{1,2})일$/,
  /^(?<year>\d{4})[-/.]\s*(?<month>\d{1,2})[-/.]\s*(?<day>\d{1,2})\.?$/,
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.?\s*(?<name>[a-z]{3,9})\.?(?:,?\s*(?<year>\d{4}))?$/,
  /^(?<name>[a-z]{3,9})\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(?<year>\d{4}))?$/,
];

/** A day as people write it in either language, be it in several words: 24 Dec, 2026년 12월 24일, next week; null when it is none. */
export function readDay(text: string, now: Date): string | null {
  const typed = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  for (const form of forms) {
    const groups = form.exec(typed)?.groups;
    const month = groups === undefined ? 0 : monthOf(groups["month"], groups["name"]);
    if (month > 0 && groups !== undefined) {
      // Without a year it is the next such day, as in 12/24.
      const written = groups["year"] === undefined ? parseTypedDay(`${month}/${groups["day"]}`, now) : parseDay(`${groups["year"]}-${month}-${groups["day"]}`);
      return written instanceof Date ? dayOf(written) : written;
    }
  }
  return parseTypedDay(typed.replaceAll(" ", ""), now);
}

/** 1 to 12; 0 for a word that names no month. */
function monthOf(digits: string | undefined, name: string | undefined): number {
  return digits === undefined ? monthNames.indexOf(name?.slice(0, 3) ?? "") + 1 : Number(digits);
}

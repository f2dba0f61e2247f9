import { expect, test } from "vitest";
import { parseDay } from "./dates";
import { readDay } from "./typed-day";

const now = new Date(2026, 10, 24); // a Tuesday

test.each([
  ["2026-12-24", "2026-12-24"],
  ["2026/12/24", "2026-12-24"],
  ["2026. 12. 24.", "2026-12-24"],
  ["12/24", "2026-12-24"],
  ["12/24/2027", "2027-12-24"],
  ["1/2", "2027-01-02"],
  ["24 Dec", "2026-12-24"],
  ["24th december 2028", "2028-12-24"],
  ["Dec 24", "2026-12-24"],
  ["Sept. 1", "2027-09-01"],
  ["today", "2026-11-24"],
  [" Tomorrow ", "2026-11-25"],
  ["next week", "2026-12-01"],
  ["fri", "2026-11-27"],
  ["+3", "2026-11-27"],
  ["12월 24일", "2026-12-24"],
  ["12월24일", "2026-12-24"],
  ["2027년 1월 5일", "2027-01-05"],
  ["오늘", "2026-11-24"],
  ["내일", "2026-11-25"],
  ["다음 주", "2026-12-01"],
  ["금요일", "2026-11-27"],
])("%s is %s", (text, day) => {
  expect(readDay(text, now)).toBe(day);
});

test.each(["", "2/30", "2026-02-30", "13월 1일", "32 Dec", "24 Foo", "soon", "언젠가", "12"])("%s is no day", (text) => {
  expect(readDay(text, now)).toBeNull();
});

test.each(["en", "en-GB", "ko-KR"])("what is shown in %s is read again as the same day", (locale) => {
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  for (let month = 1; month <= 12; month++) {
    const day = `2031-${String(month).padStart(2, "0")}-09`;
    expect(readDay(shown.format(parseDay(day) ?? now), now)).toBe(day);
  }
});

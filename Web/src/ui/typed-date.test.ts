import { beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: ["en-US"] });
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("sessionStorage", fakeStorage());
});

/** A date that is typed, on a card that starts on 2031-05-04. */
async function open(kept = "") {
  const { typedDate } = await import("./typed-date");
  const { language } = await import("../i18n/settings");
  const sent: (string | null)[] = [];
  const draft = { text: kept, get: () => draft.text, set: (text: string) => { draft.text = text; } };
  const date = typedDate({ draft, value: () => "2031-06-01", problemOf: (day) => (day < "2031-05-04" ? "too early" : null), change: (day) => sent.push(day) });
  return { date, draft, sent, language };
}

test.each([
  ["2031-06-02", "2031-06-02"],
  ["2031년 6월 2일", "2031-06-02"],
  ["2 Jun 2031", "2031-06-02"],
  ["", null],
])("typed %s is sent once, and no draft of it is left", async (text, day) => {
  const { date, draft, sent } = await open();
  date.write(text);
  expect(date.take()).toBeNull();
  expect(date.take()).toBeNull();
  expect(sent).toEqual([day]);
  expect(draft.text).toBe("");
});

test("the same day is not sent again", async () => {
  const { date, sent } = await open();
  date.write("1 June 2031");
  date.take();
  date.choose("2031-06-01");
  expect(sent).toEqual([]);
});

test.each([
  ["32 Dec", "en", "“32 Dec” is no date. Write it like 24 Dec, 12/24 or tomorrow."],
  ["언젠가", "ko", "“언젠가”은(는) 날짜가 아닙니다. 12월 24일, 12/24, 내일처럼 써 주세요."],
  ["2500-01-01", "en", "The date must lie between Jan 1, 1970 and Dec 31, 2199."],
  ["1969-12-31", "ko", "날짜는 1970. 1. 1.부터 2199. 12. 31.까지 쓸 수 있습니다."],
  ["2031-05-03", "en", "too early"],
] as const)("typed %s is told of, kept and not sent", async (text, words, problem) => {
  const { date, draft, sent, language } = await open();
  language.value = words;
  date.write(text);
  expect(date.take()).toBe(problem);
  expect([date.text.value, draft.text, sent]).toEqual([text, text, []]);
});

test("what was kept is there again with what is wrong, until it is dropped", async () => {
  const { date, draft, sent } = await open("soon");
  expect([date.text.value, date.problem() === null]).toEqual(["soon", false]);
  date.drop();
  expect([date.text.value, date.problem(), draft.text, sent]).toEqual([null, null, "", []]);
});

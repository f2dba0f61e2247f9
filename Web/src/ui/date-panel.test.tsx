// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { language } from "../i18n/settings";
import { today } from "../lib/clock";
import { rendered } from "../testing/rendered";
import { DatePanel } from "./date-panel";
import { Menu } from "./menu";
import { typedDate } from "./typed-date";

let kept = "";
let sent: (string | null)[] = [];
const early = "too early";
const page = () => {
  const typed = typedDate({
    draft: { get: () => kept, set: (text) => { kept = text; } }, value: () => "2031-05-04",
    problemOf: (day) => (day === "2031-04-30" ? early : null), change: (day) => sent.push(day),
  });
  return rendered(<Menu button="May 4" label="Due date">{(close) => <DatePanel value="2031-05-04" typed={typed} close={close} />}</Menu>);
};
let shown: ReturnType<typeof page>;
const nameOf = (element: Element | null): string => element?.getAttribute("aria-label") ?? element?.querySelector(".visually-hidden")?.textContent ?? "";
const focused = (): string => nameOf(document.activeElement);
const isOpen = (): boolean => document.querySelector(".date-panel") !== null;
const problem = (): string => shown.find(".field-problem").textContent ?? "";
const open = (): Promise<void> => shown.click("[aria-label='Due date']");

beforeEach(async () => {
  language.value = "en";
  kept = "";
  sent = [];
  shown = page();
  await shown.show();
});
afterEach(() => shown.remove());

test("DatePanel_Opened_FocusesTheFieldWithTheDateInTheReadersLanguage", async () => {
  await open();
  expect([focused(), shown.find<HTMLInputElement>("input").value, shown.texts(".month-head strong")]).toEqual(["Type a date", "May 4, 2031", ["May 2031"]]);
});

test("DatePanel_InKorean_NamesEverythingInKorean", async () => {
  language.value = "ko";
  await open();
  expect(shown.find<HTMLInputElement>("input").value).toBe("2031. 5. 4.");
  expect(shown.texts(".month-head strong")).toEqual(["2031년 5월"]);
  expect(shown.texts("[role=columnheader]").toSorted()).toEqual(["금", "목", "수", "월", "일", "토", "화"]);
  expect(nameOf(shown.find("[aria-selected=true]"))).toBe("2031년 5월 4일 일요일");
});

test("DatePanel_Keys_WalkTheMonthAndOneDayAloneIsInTheTabOrder", async () => {
  await open();
  const walked: string[] = [];
  for (const key of ["ArrowDown", "ArrowRight", "ArrowDown", "PageDown", "ArrowUp"]) {
    await shown.press(key);
    walked.push(focused());
  }
  expect(walked).toEqual(["Sunday, May 4, 2031", "Monday, May 5, 2031", "Monday, May 12, 2031", "Thursday, June 12, 2031", "Thursday, June 5, 2031"]);
  expect(document.querySelectorAll("[role=gridcell][tabindex='0']").length).toBe(1);
  await shown.click("[role=gridcell][tabindex='0']");
  expect([sent, isOpen(), focused()]).toEqual([["2031-06-05"], false, "Due date"]);
});

test("DatePanel_QuickChoices_AreSentByTheirDay", async () => {
  for (const at of [1, 4]) {
    await open();
    await shown.click(`.date-choice:nth-child(${at})`);
  }
  expect(sent).toEqual([today.value, null]);
});

test("DatePanel_ForbiddenDay_SaysWhyAndSendsNothing", async () => {
  await open();
  expect(nameOf(shown.find("[aria-disabled=true]"))).toBe("Wednesday, April 30, 2031");
  await shown.click("[aria-disabled=true]");
  expect([problem(), isOpen(), sent]).toEqual([early, true, []]);
});

test("DatePanel_NoDateTyped_IsKeptUntilEscape", async () => {
  await open();
  await shown.type("input", "32 Dec");
  await open();
  expect([isOpen(), kept, sent]).toEqual([false, "32 Dec", []]);
  await open();
  expect([shown.find<HTMLInputElement>("input").value, problem()]).toEqual(["32 Dec", "“32 Dec” is no date. Write it like 24 Dec, 12/24 or tomorrow."]);
  await shown.press("Escape");
  expect([isOpen(), kept, sent]).toEqual([false, "", []]);
});

test("DatePanel_DateTypedAndLeft_IsSent", async () => {
  await open();
  await shown.type("input", "6 May 2031");
  await open();
  expect([isOpen(), kept, sent]).toEqual([false, "", ["2031-05-06"]]);
});

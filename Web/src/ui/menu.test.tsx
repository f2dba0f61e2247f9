// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rendered } from "../testing/rendered";
import { Menu } from "./menu";

const items = ["Rename", "Archive", "Delete"];
const page = () => rendered(
  <>
    <Menu button="…" label="More">{(close) => items.map((item) => <button key={item} type="button" class="item" onClick={close}>{item}</button>)}</Menu>
    <input id="elsewhere" />
  </>,
);
let shown: ReturnType<typeof page>;
const focused = (): string => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "";
const isOpen = (): boolean => document.querySelector(".menu-panel") !== null;

beforeEach(async () => {
  shown = page();
  await shown.show();
  shown.find("[aria-label=More]").focus();
  await shown.click("[aria-label=More]");
});
afterEach(() => shown.remove());

test("Menu_Opened_FocusesItsFirstItem", () => {
  expect([focused(), shown.find("[aria-label=More]").getAttribute("aria-expanded")]).toEqual(["Rename", "true"]);
});

test("Menu_Arrows_WalkItsItemsInARing", async () => {
  const walked: string[] = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]) {
    await shown.press(key);
    walked.push(focused());
  }
  expect(walked).toEqual(["Archive", "Delete", "Rename", "Delete"]);
});

test("Menu_Escape_ClosesAndGivesTheFocusBack", async () => {
  let heard = false;
  const hear = (): void => { heard = true; };
  document.addEventListener("keydown", hear, { once: true });
  await shown.press("Escape");
  document.removeEventListener("keydown", hear);
  // What lies below, a dialog for example, stays open.
  expect([isOpen(), focused(), heard]).toEqual([false, "More", false]);
});

test("Menu_ItemPressed_ClosesAndGivesTheFocusBack", async () => {
  await shown.click(".item:last-child");
  expect([isOpen(), focused()]).toEqual([false, "More"]);
});

test("Menu_PressElsewhere_ClosesAndLeavesTheFocusThere", async () => {
  await act(() => void shown.find("#elsewhere").dispatchEvent(new Event("pointerdown", { bubbles: true })));
  shown.find("#elsewhere").focus();
  expect([isOpen(), document.activeElement?.id]).toEqual([false, "elsewhere"]);
});

test("Menu_FocusLeaves_Closes", async () => {
  await act(() => shown.find("#elsewhere").focus());
  expect([isOpen(), document.activeElement?.id]).toEqual([false, "elsewhere"]);
});

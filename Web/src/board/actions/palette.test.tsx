// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openBoard } from "../../testing/open-board";
import { rendered } from "../../testing/rendered";
import type { BoardState, Card } from "../model/model";
import { Palette } from "./palette";

const card = (id: string, title: string, rank: string): Card => ({ id, title, columnId: "x", rank, titleVersion: 1, version: 1 });
const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(),
  columns: new Map([["x", { id: "x", name: "x", rank: "x", version: 1 }]]),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
  cards: new Map([card("k1", "회의 준비", "a"), card("k2", "회의록 쓰기", "b"), card("k3", "Other", "c")].map((one) => [one.id, one])),
};
let opened: Awaited<ReturnType<typeof openBoard>>;
let shown: ReturnType<typeof rendered>;
const close = vi.fn();
const performed: string[] = [];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  opened = await openBoard({ goTo: (path) => history.pushState(null, "", path) }, board);
  performed.length = 0;
  close.mockClear();
  const screen = { ...opened.screen, source: { ...opened.screen.source, demo: true }, openCard: (id: string) => void performed.push(id) };
  shown = rendered(<Palette screen={screen} close={close} />);
  await shown.show();
  shown.find("input").focus();
});
afterEach(() => {
  shown.remove();
  opened.close();
  vi.useRealTimers();
});

const chosen = (): string => shown.find("[aria-selected=true]").textContent?.trim() ?? "";

test.each(["회의", "ㅎㅇ"])("Palette_%s_FindsItsCards", async (query) => {
  await shown.type("input", query);
  expect(shown.texts("[role=option]")).toEqual(["회의 준비", "회의록 쓰기"]);
});

test("Palette_Arrows_MoveTheChoiceInARingAndTellOfIt", async () => {
  await shown.type("input", "회의");
  const walked = [chosen()];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) {
    await shown.press(key);
    walked.push(chosen());
    expect(shown.find("input").getAttribute("aria-activedescendant")).toBe(shown.find("[aria-selected=true]").id);
  }
  expect(walked).toEqual(["회의 준비", "회의록 쓰기", "회의 준비", "회의록 쓰기"]);
});

test("Palette_Enter_ClosesAndPerformsTheChoiceOnce", async () => {
  await shown.type("input", "회의");
  await shown.press("ArrowDown");
  await shown.press("Enter");
  expect([performed, close.mock.calls.length]).toEqual([["k2"], 1]);
});

test("Palette_EnterThatEndsAComposition_PerformsNothing", async () => {
  await shown.type("input", "회의");
  await act(() => void shown.find("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true })));
  expect([performed, close.mock.calls.length]).toEqual([[], 0]);
});

test("Palette_TypingOn_ChoosesTheFirstAgain", async () => {
  await shown.type("input", "회의");
  await shown.press("ArrowDown");
  await shown.type("input", "회의ㄹ");
  expect(chosen()).toBe("회의록 쓰기");
});

test("Palette_NothingFound_SaysSoAndEnterDoesNothing", async () => {
  await shown.type("input", "없는 것");
  await shown.press("Enter");
  expect([shown.texts(".palette-none").length, close.mock.calls.length]).toEqual([1, 0]);
});

// @vitest-environment happy-dom
import { computed, signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rendered } from "../../testing/rendered";
import { noFilter } from "../model/filter";
import type { BoardScreen } from "../state/board-screen";
import { usePrint } from "./use-print";

const columns = [{ id: "x", name: "To do", rank: "a", version: 1 }];
const screen = {
  store: { state: signal({}), columns: signal(columns) },
  info: signal({ name: "Paper" }), filter: signal(noFilter), shown: signal(new Map()), shownCount: computed(() => 0),
} as unknown as BoardScreen;
const Printed = () => {
  usePrint(screen);
  return null;
};
let media: EventTarget & { matches: boolean };
let shown: ReturnType<typeof rendered>;
const change = (matches: boolean): void => {
  media.matches = matches;
  media.dispatchEvent(new Event("change"));
};
const lists = (): number => document.querySelectorAll("body > .print-root .print-column").length;

beforeEach(async () => {
  media = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal("matchMedia", () => media);
  shown = rendered(<Printed />);
  await shown.show();
});
afterEach(() => {
  shown.remove();
  vi.unstubAllGlobals();
});

test("UsePrint_MediumReportsTheScreenWhilePrinting_KeepsTheList", () => {
  const seen = [lists()];
  const steps = [() => dispatchEvent(new Event("beforeprint")), () => change(false), () => change(true), () => dispatchEvent(new Event("afterprint")), () => change(false)];
  for (const step of steps) {
    step();
    seen.push(lists());
  }
  expect(seen).toEqual([0, 1, 1, 1, 0, 0]);
});

test("UsePrint_MediumAlone_ShowsTheListAndTakesItAway", () => {
  change(true);
  const emulated = lists();
  change(false);
  expect([emulated, lists()]).toEqual([1, 0]);
});

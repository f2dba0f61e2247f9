import { effect } from "@preact/signals";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.setSystemTime(new Date(2026, 10, 28, 23, 58, 30));
});
afterEach(() => vi.useRealTimers());

test("the day changes at midnight while it is shown", async () => {
  const { today } = await import("./clock");
  const seen: string[] = [];
  const stop = effect(() => void seen.push(today.value));
  vi.advanceTimersByTime(89_999);
  expect(seen).toEqual(["2026-11-28"]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(["2026-11-28", "2026-11-29"]);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("ticks with each minute, and at once when the page is looked at after a sleep", async () => {
  const { clock, today } = await import("./clock");
  const seen = vi.fn();
  const stop = effect(() => seen(clock.value));
  vi.advanceTimersByTime(30_000 + 60_000 * 3);
  expect(seen).toHaveBeenCalledTimes(1 + 4);
  vi.setSystemTime(new Date(2026, 11, 1, 8, 0, 0));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(today.value).toBe("2026-12-01");
  stop();
});

test("a due filter lets a card pass when its day has come", async () => {
  vi.stubGlobal("navigator", { languages: ["en"] });
  const { startOfToday } = await import("./clock");
  const { matcher, noFilter } = await import("../board/model/filter");
  const card = { id: "1", columnId: "x", rank: "a", title: "t", titleVersion: 1, version: 1, due: "2026-11-28" };
  const overdue: boolean[] = [];
  const stop = effect(() => void overdue.push(matcher({ ...noFilter, due: "overdue" }, { labels: new Map(), members: new Map(), columns: new Map() }, startOfToday.value)(card)));
  vi.advanceTimersByTime(90_000);
  expect(overdue).toEqual([false, true]);
  stop();
});

/** What is drawn by a clock of its own stands still until something else draws it. */
test("no component and no screen reads the time by itself", () => {
  const root = new URL("../", import.meta.url);
  const found = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tsx") || ["i18n/i18n.ts", "board/state/board-screen.ts"].includes(path))
    .filter((path) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(new URL(path, root), "utf8")));
  expect(found).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { addMonths, dayByKey, monthWeeks, nextMonday, weekStart } from "./calendar";

describe("the weeks of a month", () => {
  test("begin with Sunday or with Monday, and are always six", () => {
    expect(monthWeeks("2026-11-24", 0)[0]).toEqual(["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07"]);
    expect(monthWeeks("2026-11-24", 1)[0]?.[0]).toBe("2026-10-26");
    for (let month = 1; month <= 12; month++) {
      const weeks = monthWeeks(`2027-${String(month).padStart(2, "0")}-15`, 1);
      expect(weeks.length).toBe(6);
      expect(new Set(weeks.flat()).size).toBe(42);
    }
  });

  test("are those of the reader", () => {
    expect([weekStart("en-US"), weekStart("ko-KR"), weekStart("en-GB"), weekStart("de")]).toEqual([0, 0, 1, 1]);
  });
});

test("another month has the same day, or its last", () => {
  expect([addMonths("2026-12-31", 2), addMonths("2027-03-31", -1), addMonths("2026-12-24", 1)]).toEqual(["2027-02-28", "2027-02-28", "2027-01-24"]);
});

test("next week begins on the Monday to come, also on a Monday and on a Sunday", () => {
  expect([new Date(2026, 10, 24), new Date(2026, 10, 30), new Date(2026, 10, 29)].map(nextMonday)).toEqual(["2026-11-30", "2026-12-07", "2026-11-30"]);
});

test.each([
  ["ArrowLeft", "2026-11-23"],
  ["ArrowRight", "2026-11-25"],
  ["ArrowUp", "2026-11-17"],
  ["ArrowDown", "2026-12-01"],
  ["Home", "2026-11-23"],
  ["End", "2026-11-29"],
  ["PageUp", "2026-10-24"],
  ["PageDown", "2026-12-24"],
  ["x", null],
])("%s leads to %s", (key, day) => {
  expect(dayByKey(key, "2026-11-24", 1)).toBe(day);
});

test("keys stop at the first and the last day that is kept", () => {
  expect([dayByKey("ArrowLeft", "1970-01-01", 0), dayByKey("PageDown", "2199-12-24", 0)]).toEqual(["1970-01-01", "2199-12-31"]);
});

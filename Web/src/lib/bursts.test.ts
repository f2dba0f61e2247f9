import { expect, test, vi } from "vitest";
import { inBursts } from "./bursts";

test("Events_ThatFollowEachOther_ArePassedOnInTwoParts", () => {
  vi.useFakeTimers();
  const pass = vi.fn();
  const tell = inBursts<number>(pass);
  for (const n of [1, 2, 3]) {
    tell([n]);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5_000);
  tell([4]);
  expect(pass.mock.calls).toEqual([[[1]], [[2, 3]], [[4]]]);
});

import { expect, test } from "vitest";
import { pageOf } from "./walk";

const cards = Array.from({ length: 10 }, (_, at) => ({ top: at * 100, bottom: at * 100 + 90 }));

test.each([
  ["what is cut off does not count", { top: 50, bottom: 560 }, 3],
  ["one is always left to step to", { top: 20, bottom: 60 }, 1],
  ["a short list is one page", { top: 0, bottom: 5_000 }, 9],
])("%s", (_, view, expected) => {
  expect(pageOf(cards, view)).toBe(expected);
});

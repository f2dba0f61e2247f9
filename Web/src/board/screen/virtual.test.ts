import { describe, expect, test } from "vitest";
import { rangeOf, withHeld } from "./virtual";

const list = ["a", "b", "c", "d", "e"].map((id) => ({ id }));

test.each([
  ["nothing", 1, 3, [], "1b 2c"],
  ["a card in sight", 1, 3, ["c"], "1b 2c"],
  ["a card above", 2, 4, ["a"], "(0a) 2c 3d"],
  ["a card below", 0, 2, ["e"], "0a 1b (4e)"],
  ["the focused one above and the carried one below", 2, 3, ["e", "a"], "(0a) 2c (4e)"],
  ["a card of a column off the screen", 0, 0, ["c"], "(2c)"],
  ["a card of another column", 1, 3, ["x"], "1b 2c"],
])("holding %s", (_, start, end, held, expected) => {
  const drawn = withHeld(list, start, end, new Set(held));
  expect(drawn.map(({ card, index, pinned }) => (pinned ? `(${index}${card.id})` : `${index}${card.id}`)).join(" ")).toBe(expected);
});

describe("rangeOf", () => {
  const heights = [10, 20, 30, 20, 10];

  test.each([
    ["the top", 0, { start: 0, end: 2, before: 0, after: 60 }],
    ["the middle", 30, { start: 1, end: 3, before: 10, after: 30 }],
    ["the end", 65, { start: 3, end: 5, before: 60, after: 0 }],
  ])("at %s draws what is seen", (_, scrollTop, expected) => {
    expect(rangeOf(heights, scrollTop, 25, 0)).toEqual(expected);
  });

  test("keeps the whole height wherever it is scrolled to", () => {
    for (let top = -10; top < 120; top++) {
      const { start, end, before, after } = rangeOf(heights, top, 25, 7);
      expect(before + after + heights.slice(start, end).reduce((sum, one) => sum + one, 0)).toBe(90);
    }
  });
});

import { expect, test } from "vitest";
import { withHeld } from "./virtual";

const list = ["a", "b", "c", "d", "e"].map((id) => ({ id }));

test.each([
  ["nothing", 1, 3, null, "b c"],
  ["a card in sight", 1, 3, "c", "b c"],
  ["a card above", 2, 4, "a", "(a) c d"],
  ["a card below", 0, 2, "e", "a b (e)"],
  ["a card of a column off the screen", 0, 0, "c", "(c)"],
  ["a card of another column", 1, 3, "x", "b c"],
])("holding %s", (_, start, end, held, expected) => {
  expect(withHeld(list, start, end, held).map(({ card, pinned }) => (pinned ? `(${card.id})` : card.id)).join(" ")).toBe(expected);
});

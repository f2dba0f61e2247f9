// @vitest-environment node
import { expect, test } from "vitest";
import { cardsByNumber, splitAtNumbers } from "./card-number";
import type { Card } from "./model";

test.each([
  ["see #12, #7", ["see ", 12, ", ", 7, ""]],
  ["#12를 먼저 보세요", ["", 12, "를 먼저 보세요"]],
  ["카드#12", ["카드", 12, ""]],
  ["(#3)\n#4", ["(", 3, ")\n", 4, ""]],
  ["#12ab /x#1 a#2 ##3 #0 # 5 #", ["#12ab /x#1 a#2 ##3 #0 # 5 #"]],
  ["", [""]],
])("%j names the cards in %j", (text, parts) => {
  expect(splitAtNumbers(text)).toEqual(parts);
});

test("finds cards by number, those without one left out", () => {
  const card = (id: string, number?: number | null): Card => ({ id, columnId: "x", rank: "a0", title: id, titleVersion: 1, version: 1, ...(number === undefined ? {} : { number }) });
  expect([...cardsByNumber([card("a", 3), card("b"), card("c", null), card("d", 12)])].map(([number, { id }]) => [number, id])).toEqual([[3, "a"], [12, "d"]]);
});

import { expect, test } from "vitest";
import { rankBetween } from "./rank";

test("lies between its neighbours, whatever was placed before", () => {
  const ranks = ["a0abcdef", "a1V", "b00zzzzz1"];
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  for (let i = 0; i < 2_000; i++) {
    const at = random(ranks.length + 1);
    const [after, before] = [ranks[at - 1] ?? null, ranks[at] ?? null];
    const rank = rankBetween(after, before);
    expect(after === null || after < rank).toBe(true);
    expect(before === null || rank < before).toBe(true);
    ranks.splice(at, 0, rank);
  }
});

test("goes before the smallest rank again and again", () => {
  let first = "a0";
  for (let i = 0; i < 200; i++) {
    const rank = rankBetween(null, first);
    expect(rank < first).toBe(true);
    first = rank;
  }
});

import { describe, expect, test } from "vitest";
import { arrivals, createdAt, newestFirst, problemOf, type Item } from "./items";

const item = (id: string): Item => ({ id, price: 1, name: id });

describe("newestFirst", () => {
  test("sorts times downwards and puts other ids behind them", () => {
    const sorted = newestFirst(["b", "1700000000000", "a", "1800000000000"].map(item));
    expect(sorted.map((one) => one.id)).toEqual(["1800000000000", "1700000000000", "a", "b"]);
  });
});

describe("createdAt", () => {
  test.each([["1700000000000", 1_700_000_000_000], ["170000000000", null], ["0700000000000", null], ["id", null]])("%s", (id, expected) => {
    expect(createdAt(item(id))).toBe(expected);
  });
});

describe("arrivals", () => {
  test("are none on the first load", () => {
    expect(arrivals(null, [item("a")])).toEqual(new Set());
  });

  test("are the ids that were not there before", () => {
    expect(arrivals([item("a")], [item("b"), item("a")])).toEqual(new Set(["b"]));
  });
});

describe("problemOf", () => {
  test.each([
    [{ name: " ", price: "1" }, "name"],
    [{ name: "a", price: "" }, "price"],
    [{ name: "a", price: "1e999" }, "price"],
    [{ name: "a", price: "12.5" }, null],
  ] as const)("%o is %s", (draft, expected) => {
    expect(problemOf(draft)).toBe(expected);
  });
});

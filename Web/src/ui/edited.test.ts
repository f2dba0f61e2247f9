import { expect, test } from "vitest";
import { edited } from "./edited";

test.each([
  ["nothing was typed", "a", "a", "a", null],
  ["nothing was typed and another changed it", "a", "a", "b", null],
  ["the same was typed as another wrote", "a", "b", "b", null],
  ["something was typed", "a", "b", "a", "b"],
  ["something was typed and another changed it", "a", "b", "c", "b"],
])("%s", (_, opened, typed, now, expected) => {
  expect(edited(opened, typed, now)).toBe(expected);
});

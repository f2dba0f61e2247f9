// @vitest-environment node
import { expect, test } from "vitest";
import { letterOf } from "./letter";

test.each([
  ["c", "KeyC", "c"], ["C", "KeyC", "c"], ["\u314a", "KeyC", "c"], ["Process", "KeyC", "c"], ["j", "KeyC", "j"],
  ["\u00e9", "Digit2", "\u00e9"], ["?", "Slash", "?"], ["Process", "Slash", "Process"], ["Escape", "Escape", "Escape"],
])("%s at %s → %s", (key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter);
});

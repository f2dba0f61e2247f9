import { expect, test } from "vitest";
import { initials } from "./avatar";

test.each([["Ada Lovelace", "AL"], ["ada", "A"], ["김민수", "민수"], ["남궁 민수", "남궁"], ["  ", "?"], ["👩‍💻 dev", "👩D"]])("%s → %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

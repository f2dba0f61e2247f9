import { expect, test } from "vitest";
import { linesOf, pastedLines } from "./lines";

test("linesOf takes marks, blank lines and every line break away", () => {
  expect(linesOf("- one\r\n* two\r\n\r\n1. three\n2) four\n[ ] five\n- [x] six\n\t• seven\n  \t\n12. - eight\u2028nine\r10. 열"))
    .toEqual(["one", "two", "three", "four", "five", "six", "seven", "- eight", "nine", "열"]);
});

test("linesOf of cells joins a row", () => {
  expect(linesOf("a\tb\r\nc\t\td\r\n\t\r\n")).toEqual(["a b", "c d"]);
});

test.each(["-5 degrees", "2026. 11. 28 meeting", "[link](https://example.com)", "1.5 hours", "-"])("linesOf keeps %s as it is, unless it is a mark alone", (line) => {
  expect(linesOf(line)).toEqual(line === "-" ? [] : [line]);
});

test("linesOf leaves out what looks empty", () => {
  expect(linesOf("a\n- \n[ ]\n- [ ] \n\u200b\n\u3164\nb")).toEqual(["a", "b"]);
});

test("pastedLines puts what stood in the field around them", () => {
  expect(pastedLines("Buy ", "- milk\n- eggs\n", " today")).toEqual(["Buy milk", "eggs today"]);
  expect(pastedLines("Buy ", "milk\n", " today")).toEqual(["milk"]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesOf, commentBytes, descriptionBytes, entriesPerChecklist, mentionsPerComment, nameLength, oneLine, openCards, titleLength } from "./limits";

test("the limits are the server's", () => {
  const source = readFileSync(join(import.meta.dirname, "../../../Kanban/Domain/Limits.cs"), "utf8");
  const limit = (name: string): number =>
    (source.match(new RegExp(`int ${name} = ([0-9_ *]+);`))?.[1] ?? "").replaceAll("_", "").split("*").reduce((product, factor) => product * Number(factor), 1);
  expect({ commentBytes, descriptionBytes, entriesPerChecklist, mentionsPerComment, nameLength, openCards, titleLength }).toEqual({
    commentBytes: limit("CommentBytes"), descriptionBytes: limit("DescriptionBytes"), entriesPerChecklist: limit("EntriesPerChecklist"),
    mentionsPerComment: limit("Mentions"), nameLength: limit("NameLength"), openCards: limit("OpenCards"), titleLength: limit("TitleLength"),
  });
});

test("long texts are measured in bytes", () => {
  expect(["a", "é", "한", "🗓"].map(bytesOf)).toEqual([1, 2, 3, 4]);
});

test.each([
  ["one\ttab", "one tab"],
  ["two \r\n lines\n", "two lines"],
  ["\u0000\u0085", ""],
  ["  two  spaces ", "two  spaces"],
])("%j as one line is %j", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

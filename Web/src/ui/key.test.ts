import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isSendKey, keyOf } from "./key";

const key = (more: Partial<KeyboardEvent>) => ({ key: "Enter", isComposing: false, keyCode: 13, ctrlKey: false, metaKey: false, ...more });

test.each([
  ["a plain key", key({}), "Enter"],
  ["Chrome's order: the key within the composition", key({ isComposing: true, keyCode: 229 }), "Process"],
  ["Safari's order: the key behind the composition", key({ keyCode: 229 }), "Process"],
])("keyOf %s", (_, event, expected) => {
  expect(keyOf(event)).toBe(expected);
});

test.each([
  [key({ ctrlKey: true }), true],
  [key({ metaKey: true }), true],
  [key({}), false],
  [key({ ctrlKey: true, isComposing: true, keyCode: 229 }), false],
  [key({ metaKey: true, keyCode: 229 }), false],
  [key({ ctrlKey: true, key: "a" }), false],
])("isSendKey %#", (event, expected) => {
  expect(isSendKey(event)).toBe(expected);
});

/** Code that reads the key of an event alone takes the Enter of an input method for a command. */
test("no other file reads the key of an event", () => {
  const root = new URL("../", import.meta.url);
  const found = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|^testing|^ui.key\.ts$|^lib.letter\.ts$/.test(path))
    .filter((path) => /\be(?:vent|v)?\.(?:key|code|keyCode|isComposing)\b|\(\{[^})]*\b(?:key|code)\b[^})]*\}: (?:preact\.\w+\.\w*)?KeyboardEvent/.test(readFileSync(new URL(path, root), "utf8")));
  expect(found).toEqual([]);
});

import { expect, test } from "vitest";
import { markOfBox } from "./markdown-tasks";

test("markOfBox finds the mark of a box, past what only looks like one", () => {
  const markdown = [
    "```", "- [ ] code", "```", "", "- [ ] a", "  - [x] nested", "    - [X] [link](https://example.com)", "", "1. [ ] 번호", "", "    - [ ] indented code?", "",
    "> - [ ] quoted", "", "para", "", "- - [x] twice", "",
  ].join("\n");
  const found = Array.from({ length: 8 }, (_, box) => markOfBox(markdown, box)?.text);
  expect(found.slice(0, 4)).toEqual(["a", "nested", "[link](https://example.com)", "번호"]);
  expect(found).toContain("quoted");
  expect(found).toContain("twice");
  expect(found).not.toContain("code");
});

test("markOfBox of a box that is not there is null", () => {
  expect(markOfBox("- [ ] a", 1)).toBeNull();
  expect(markOfBox("    - [ ] code", 0)).toBeNull();
});

test("a long list is read in no time", () => {
  const markdown = Array.from({ length: 2_000 }, (_, n) => `- [${n % 2 === 0 ? " " : "x"}] task ${n}`).join("\n");
  expect(markOfBox(markdown, 1_999)?.text).toBe("task 1999");
});

import { expect, test } from "vitest";
import { refOf, taskMarks, withTask } from "./task-marks";

const texts = (markdown: string) => taskMarks(markdown).map(({ done, text }) => [done, text]);

test("taskMarks knows every form of a task", () => {
  expect(texts("- [ ] a\r\n* [x] b\n+ [X] 한글\n1. [ ] first\n  2) [x] nested [link](https://example.com)\n> - [ ] quoted\n- - [ ] twice  "))
    .toEqual([[false, "a"], [true, "b"], [true, "한글"], [false, "first"], [true, "nested [link](https://example.com)"], [false, "quoted"], [false, "twice"]]);
});

test.each(["[ ] no list", "-[ ] no space", "- [] empty", "- [y] other", "- [ ]", "- [ ]joined", "text - [ ] inside"])("%s is no task", (markdown) => {
  expect(taskMarks(markdown)).toEqual([]);
});

test("a tick changes exactly one character", () => {
  const markdown = "# T\r\n- [ ] a\r\n  - [X] b\r\n1. [ ] c\r\n";
  expect(withTask(markdown, { text: "a", nth: 0 }, true)).toBe("# T\r\n- [x] a\r\n  - [X] b\r\n1. [ ] c\r\n");
  expect(withTask(markdown, { text: "b", nth: 0 }, false)).toBe("# T\r\n- [ ] a\r\n  - [ ] b\r\n1. [ ] c\r\n");
});

test("a task that is so already stays as it is written", () => {
  expect(withTask("- [X] a", { text: "a", nth: 0 }, true)).toBe("- [X] a");
});

test("a task is found again where others have added and ticked lines, and among its equals", () => {
  const marks = taskMarks("- [ ] a\n- [ ] a\n- [ ] b");
  const [, second, last] = marks;
  const now = "- [ ] new\n- [x] a\n- [ ] a\n- [ ] b";
  expect([second, last].map((mark) => mark && withTask(now, refOf(marks, mark), true)))
    .toEqual(["- [ ] new\n- [x] a\n- [x] a\n- [ ] b", "- [ ] new\n- [x] a\n- [ ] a\n- [x] b"]);
});

test("a task that is gone is not found", () => {
  expect(withTask("- [ ] b", { text: "a", nth: 0 }, true)).toBeNull();
  expect(withTask("- [ ] a", { text: "a", nth: 1 }, true)).toBeNull();
});

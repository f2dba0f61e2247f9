/** The mark of a task in Markdown: the character between the brackets of `- [ ] task`. */
export interface TaskMark {
  /** Where the character is. */
  at: number;
  done: boolean;
  /** What stands behind the brackets on its line. */
  text: string;
}

/** Names a task in a text that others change at the same time: by its words, and its place among those of the same words. */
export interface TaskRef {
  text: string;
  nth: number;
}

/** Markers of lists and quotes may nest on one line. What looks so within code counts as well, here and everywhere alike. */
const taskLine = /^((?:[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?:>[ \t>]*)?\[)([ xX])\][ \t]+(\S.*)$/gm;

export const taskMarks = (markdown: string): readonly TaskMark[] =>
  [...markdown.matchAll(taskLine)].map(({ index, 1: before = "", 2: mark, 3: text = "" }) => ({ at: index + before.length, done: mark !== " ", text: text.trimEnd() }));

/** The text with one mark set; only its one character differs. */
export const withMark = (markdown: string, { at }: TaskMark, done: boolean): string =>
  `${markdown.slice(0, at)}${done ? "x" : " "}${markdown.slice(at + 1)}`;

export const refOf = (marks: readonly TaskMark[], mark: TaskMark): TaskRef =>
  ({ text: mark.text, nth: marks.filter(({ at, text }) => at < mark.at && text === mark.text).length });

/** The text with a task ticked or not, as it is where the task is so already; null where it is not found any more. */
export function withTask(markdown: string, { text, nth }: TaskRef, done: boolean): string | null {
  const mark = taskMarks(markdown).filter((one) => one.text === text)[nth];
  return mark === undefined ? null : mark.done === done ? markdown : withMark(markdown, mark, done);
}

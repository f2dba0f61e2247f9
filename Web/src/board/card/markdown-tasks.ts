import { Marked, type MarkedExtension } from "marked";
import { taskMarks, withMark, type TaskMark } from "../model/task-marks";

/** The Markdown that the page reads: that of GitHub, in which each line break counts. */
export const dialect: MarkedExtension = { gfm: true, breaks: true };

/** Each try reads the whole text; code with more lines that look like tasks is not worth the wait. */
const mostTries = 200;

const reader = new Marked(dialect);

/** The states of the boxes that a text is drawn with, in their order. */
function boxesOf(markdown: string): readonly boolean[] {
  const boxes: boolean[] = [];
  reader.walkTokens(reader.lexer(markdown), (token) => {
    if (token.type === "checkbox") {
      boxes.push(token["checked"] === true);
    }
  });
  return boxes;
}

/**
 * The mark of a box that is drawn: the one that changes this box and no other. Tokens do not say where in the text they
 * stand, and a line that looks like a task may lie within code.
 */
export function markOfBox(markdown: string, box: number): TaskMark | null {
  const boxes = boxesOf(markdown);
  const state = boxes[box];
  const nearest = taskMarks(markdown).map((mark, index) => ({ mark, far: Math.abs(index - box) })).toSorted((a, b) => a.far - b.far).slice(0, mostTries);
  return nearest.find(({ mark }) => mark.done === state && changesOnly(box, boxes, boxesOf(withMark(markdown, mark, !mark.done))))?.mark ?? null;
}

const changesOnly = (box: number, before: readonly boolean[], after: readonly boolean[]): boolean =>
  before.length === after.length && before.every((state, index) => (state !== after[index]) === (index === box));

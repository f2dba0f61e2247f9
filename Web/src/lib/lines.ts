import { oneLine } from "./limits";

/** What lists are written with: a bullet or a number, then a box. */
const marks = /^\s*(?:[-*+•◦‣▪·–—]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]?\](?:\s+|$))?/u;
/** Spaces, format characters and the blanks among letters and symbols: the server counts a line of these as empty. */
const blank = /^[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** The lines of a text that was copied from a list, a mail or a spreadsheet: without marks and blank ones, cells beside each other joined by a space. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => oneLine(`${line} `.replace(marks, ""))).filter((line) => !blank.test(line) && !/^[-*+•◦‣▪·–—]$/u.test(line));
}

/** The lines of a field after something was pasted into it; less than two where that is one line. */
export function pastedLines(before: string, pasted: string, after: string): readonly string[] {
  const lines = linesOf(pasted);
  return lines.length < 2 ? lines : lines.map((line, at) => oneLine(`${at === 0 ? before : ""}${line}${at === lines.length - 1 ? after : ""}`));
}

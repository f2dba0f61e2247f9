import { matchesText, searchForm } from "../../lib/hangul";
import { nameKey, typedNames, withoutSpaces, type Named } from "./typed-names";

/** A part of a text in a field that stands for a member, whatever others are called. */
export interface PickedName {
  start: number;
  end: number;
  /** With an id that no member has for someone who is not known on this board. */
  member: Named;
}

/** A comment as it is written: members by their names, and which of them are meant. */
export interface MentionText {
  text: string;
  picks: readonly PickedName[];
}

type Members = ReadonlyMap<string, Named>;

/** A stored mention: @[name](member:id), with the name of the time when it was written. */
const token = /@\[((?:\\.|[^\]\\\n])+)\]\(member:([0-9a-z]{1,6})\)/;
const everyToken = new RegExp(token, "g");
const firstToken = new RegExp(`^${token.source}`);
const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** An id that no member has: for people who have left, or whom only another board knows. */
const noMember = "0";

export const mentionToken = ({ id, name }: Named): string => `@[${name.replaceAll(/[\\[\]]/g, "\\$&")}](member:${id})`;

/** The mention that a text begins with. */
export function readMention(text: string): { raw: string; id: string; name: string } | null {
  const [raw, name, id] = firstToken.exec(text) ?? [];
  return raw === undefined || name === undefined || id === undefined ? null : { raw, id, name: name.replaceAll(/\\(.)/g, "$1") };
}

/** A stored comment as its author edits it: with the present names of those whom it names. */
export function openMentions(stored: string, mentions: readonly string[], members: Members): MentionText {
  const named = new Map([...members].filter(([id]) => mentions.includes(id)));
  const { text, picks } = openDraft(stored, named);
  return { text, picks: inOrder([...picks, ...namesIn(text, picks, [...named.values()])]) };
}

/** A comment that is being written, as it was kept. */
export function openDraft(stored: string, members: Members): MentionText {
  const picks: PickedName[] = [];
  let text = "";
  let from = 0;
  for (const { index, 0: raw } of stored.matchAll(everyToken)) {
    const { id = "", name = "" } = readMention(raw) ?? {};
    const member = members.get(id) ?? { id: noMember, name };
    text += stored.slice(from, index);
    picks.push({ start: text.length, end: text.length + 1 + member.name.length, member });
    text += `@${member.name}`;
    from = index + raw.length;
  }
  return { text: text + stored.slice(from), picks };
}

/** What is kept of a comment that is being written. */
export function draftOf({ text, picks }: MentionText): string {
  let stored = "";
  let from = 0;
  for (const { start, end, member } of picks) {
    stored += text.slice(from, start) + mentionToken(member);
    from = end;
  }
  return stored + text.slice(from);
}

/** The comment as it is stored, and the members it names: those picked, and those whose whole name was typed, where one alone is called so. */
export function closeMentions({ text, picks }: MentionText, members: Members): { text: string; mentions: readonly string[] } {
  const inCode = rangesOf(text, code);
  const all = inOrder([...picks.filter((pick) => !inCode.some((range) => overlap(range, pick))), ...namesIn(text, picks, [...members.values()])]);
  return { text: draftOf({ text, picks: all }), mentions: [...new Set(all.map(({ member }) => member.id))].filter((id) => members.has(id)) };
}

/** Names in a text that several members have, and of whom none was picked. */
export const unclearNames = ({ text, picks }: MentionText, members: Members): readonly string[] =>
  [...new Set(freeNames(text, picks, [...members.values()]).flatMap(({ members: [one, another] }) => (one === undefined || another === undefined ? [] : [one.name])))];

const namesIn = (text: string, picks: readonly PickedName[], members: readonly Named[]): readonly PickedName[] =>
  freeNames(text, picks, members).flatMap(({ start, end, members: [member, another] }) =>
    (member === undefined || another !== undefined ? [] : [{ start, end, member }]));

const inOrder = (picks: readonly PickedName[]): readonly PickedName[] => picks.toSorted((a, b) => a.start - b.start);

function freeNames(text: string, picks: readonly PickedName[], members: readonly Named[]) {
  const taken = [...picks, ...rangesOf(text, code)];
  return typedNames(text, members).filter((name) => !taken.some((range) => overlap(range, name)));
}

interface Range {
  start: number;
  end: number;
}

const overlap = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;
const rangesOf = (text: string, pattern: RegExp): readonly Range[] => [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));

/**
 * The field after it was typed in. The caret tells which part is new: of two equal neighbours the text alone does not say
 * which one was deleted. A name that was changed names nobody.
 */
export function typedInto(before: MentionText, text: string, caret: number): MentionText {
  const behind = text.slice(caret);
  const tail = before.text.endsWith(behind) ? behind.length : commonLength(reversed(before.text), reversed(text));
  const most = Math.min(before.text.length, text.length) - tail;
  const head = Math.min(commonLength(before.text, text), Math.max(0, most));
  const grown = text.length - before.text.length;
  const changedEnd = before.text.length - tail;
  return {
    text,
    picks: before.picks.flatMap((pick) =>
      (pick.end <= head ? [pick] : pick.start >= changedEnd ? [{ ...pick, start: pick.start + grown, end: pick.end + grown }] : [])),
  };
}

const reversed = (text: string): string => Array.from({ length: text.length }, (_, at) => text.charAt(text.length - 1 - at)).join("");

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) {
    length++;
  }
  return length;
}

/** The name that is being typed at the caret: where its sign is, and the letters so far. */
export function mentionAt({ text, picks }: MentionText, caret: number): { start: number; typed: string } | null {
  const [, typed] = /(?<![\w%+/@-])@([^\s@]{0,40})$/.exec(text.slice(0, caret)) ?? [];
  if (typed === undefined) {
    return null;
  }
  const start = caret - typed.length - 1;
  return picks.some((pick) => overlap(pick, { start, end: caret })) ? null : { start, typed };
}

/** The members for what was typed, by letters or initial consonants; those whose names begin so come first. */
export function membersFor<M extends Named>(members: Iterable<M>, typed: string): readonly M[] {
  const wanted = searchForm(typed);
  const keyOf = ({ name }: M): string => withoutSpaces(searchForm(name));
  return [...members].filter((member) => member.name !== "" && matchesText(keyOf(member), wanted))
    .toSorted((a, b) => Number(keyOf(b).startsWith(wanted)) - Number(keyOf(a).startsWith(wanted)) || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

/** Puts a member in place of what was typed; the caret goes behind it. */
export function withPick(before: MentionText, { start, typed }: { start: number; typed: string }, member: Named): MentionText & { caret: number } {
  const shown = `@${member.name}`;
  const end = start + 1 + typed.length;
  const rest = before.text.slice(end);
  const space = /^\s/.test(rest) ? "" : " ";
  const text = before.text.slice(0, start) + shown + space + rest;
  const moved = typedInto(before, text, start + shown.length + space.length);
  const pick = { start, end: start + shown.length, member };
  return { text, picks: inOrder([...moved.picks, pick]), caret: pick.end + 1 };
}

/** Members whose name another has as well: they need something more to be told apart. */
export function namesakes(members: Iterable<Named>): ReadonlySet<string> {
  const all = [...members].map((member) => ({ id: member.id, key: nameKey(member) }));
  return new Set(all.filter(({ id, key }) => all.some((other) => other.key === key && other.id !== id)).map(({ id }) => id));
}

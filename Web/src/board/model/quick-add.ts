import { parseTypedDay } from "../../lib/dates";
import { normalize } from "../../lib/hangul";
import type { NewCard } from "./commands";
import type { Priority } from "./model";
import { nameKey, withoutSpaces, type Named } from "./typed-names";

export interface QuickAddContext {
  labels: Iterable<Named>;
  members: Iterable<Named>;
  now: Date;
}

const priorities: Readonly<Record<string, Priority>> = {
  low: "low", 낮음: "low", "1": "low",
  medium: "medium", 보통: "medium", "2": "medium",
  high: "high", 높음: "high", "3": "high", "!": "high",
  urgent: "urgent", 긴급: "urgent", "4": "urgent", "!!": "urgent",
};

/**
 * Reads the tokens in a new card's title: #label @member ^date !priority. A token that names nothing stays in the
 * title: people write "fix #12".
 */
export function parseQuickAdd(text: string, context: QuickAddContext): NewCard {
  const labels = new Set<string>();
  const assignees = new Set<string>();
  let due: string | null = null;
  let priority: Priority | null = null;

  const taken = (word: string): boolean => {
    const value = word.slice(1);
    switch (value === "" ? "" : word[0]) {
      case "#":
        return addTo(labels, findLabel(context.labels, value));
      case "@":
        return addTo(assignees, findMember(context.members, value));
      case "^": {
        const day = parseTypedDay(value, context.now);
        due = day ?? due;
        return day !== null;
      }
      case "!": {
        const named = priorities[value.toLowerCase()];
        priority = named ?? priority;
        return named !== undefined;
      }
      default:
        return false;
    }
  };

  const words = text.split(/\s+/).filter((word) => word !== "" && !taken(word));
  return { title: words.join(" "), labels: [...labels], assignees: [...assignees], due, priority };
}

function addTo(ids: Set<string>, found: Named | undefined): boolean {
  if (found !== undefined) {
    ids.add(found.id);
  }
  return found !== undefined;
}

/** The one whose name it is, else the first whose name begins so; spaces in names are left out when typing. */
function findLabel(labels: Iterable<Named>, typed: string): Named | undefined {
  const wanted = normalize(typed);
  const all = [...labels];
  return all.find((one) => nameKey(one) === wanted) ?? all.find((one) => nameKey(one).startsWith(wanted));
}

/** Exactly one member: by the whole name, by the beginning of a name that no other begins with, or by name and id where several have the name. */
function findMember(members: Iterable<Named>, typed: string): Named | undefined {
  const wanted = normalize(typed);
  const all = [...members];
  const same = all.filter((one) => nameKey(one) === wanted);
  const found = same.length > 0 ? same : all.filter((one) => nameKey(one).startsWith(wanted));
  return found.length > 1 ? undefined : found[0] ?? all.find((one) => `${nameKey(one)}:${one.id}` === wanted);
}

/** How a member is written in a new card's title, so that no other is meant. */
export function memberWord(member: Named, members: Iterable<Named>): string {
  const word = withoutSpaces(member.name);
  return findMember(members, word)?.id === member.id ? word : `${word}:${member.id}`;
}

export interface Token {
  kind: "#" | "@";
  typed: string;
  start: number;
}

/** The label or member token that the caret is in, for completion. */
export function tokenAt(text: string, caret: number): Token | null {
  const match = /(?:^|\s)([#@])([^\s]*)$/.exec(text.slice(0, caret));
  if (match === null) {
    return null;
  }
  const [, kind, typed = ""] = match;
  return { kind: kind as "#" | "@", typed, start: caret - typed.length - 1 };
}

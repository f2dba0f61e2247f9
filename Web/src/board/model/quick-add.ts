import { parseTypedDay } from "../../lib/dates";
import { normalize } from "../../lib/hangul";
import type { NewCard } from "./commands";
import type { Priority } from "./model";

interface Named {
  id: string;
  name: string;
}

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
        return addTo(labels, context.labels, value);
      case "@":
        return addTo(assignees, context.members, value);
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

function addTo(ids: Set<string>, named: Iterable<Named>, typed: string): boolean {
  const found = findNamed(named, typed);
  if (found !== undefined) {
    ids.add(found.id);
  }
  return found !== undefined;
}

/** The one whose name it is, else the first whose name begins so; spaces in names are left out when typing. */
function findNamed(named: Iterable<Named>, typed: string): Named | undefined {
  const wanted = normalize(typed);
  const all = [...named].map((one) => ({ one, key: normalize(one.name).replaceAll(/\s+/g, "") }));
  return (all.find(({ key }) => key === wanted) ?? all.find(({ key }) => key.startsWith(wanted)))?.one;
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

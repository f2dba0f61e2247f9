import type { BoardState, Card, Column, Label, Member } from "./model";

/** What a card meets on the board that it may go to. */
export interface OtherBoard {
  columns: readonly Column[];
  labels: readonly Label[];
  members: readonly Member[];
}

/** What a label is known by on other boards, as the server has it: its name, or its colour where it has none. */
const likeness = ({ name, colour }: Label): string => (name === "" ? `colour ${colour}` : `name ${name}`);

/** What a card would leave behind: labels that the other board lacks, each once, and people who are no members there. */
export function leftBehind(card: Card, here: Pick<BoardState, "labels" | "members">, there: Pick<OtherBoard, "labels" | "members">) {
  const known = new Set(there.labels.map(likeness));
  const labels = found(card.labels, here.labels).filter((label) => {
    const isNew = !known.has(likeness(label));
    known.add(likeness(label));
    return isNew;
  });
  const subs = new Set(there.members.map(({ sub }) => sub));
  return { labels, people: found(card.assignees, here.members).filter(({ sub }) => !subs.has(sub)) };
}

const found = <T>(ids: readonly string[] | null | undefined, all: ReadonlyMap<string, T>): T[] =>
  (ids ?? []).map((id) => all.get(id)).filter((one) => one !== undefined);

/** A board's name as people tell it from others. */
export const nameOf = (name: string): string => name.trim().toLowerCase();

/** The names that more than one of the boards has. */
export function sameNames(boards: readonly { name: string }[]): ReadonlySet<string> {
  const names = boards.map(({ name }) => nameOf(name));
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

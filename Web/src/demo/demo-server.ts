import { createMemoryServer } from "../board/memory/memory-server";
import type { Command } from "../board/model/commands";
import { byId, type BoardState } from "../board/model/model";
import type { Language } from "../i18n/settings";
import { addDays, dayOf } from "../lib/dates";
import { rankBetween } from "../lib/rank";
import { demoBoardId } from "../routing/routes";
import { cardSeeds, labelColours, type CardSeed, type ColumnName, type LabelName, type MemberName } from "./seed";
import { demoTexts, type DemoText } from "./texts";

/** The user of the demo: its member, and what stands for the id at the user pool. */
export const demoUser = "you";

const columns: readonly ColumnName[] = ["todo", "doing", "review", "done"];
const labels: readonly LabelName[] = ["design", "website", "marketing", "customers", "legal"];
const members: readonly MemberName[] = ["you", "emma", "leo", "sofia"];
const begunMs = 3 * 86_400_000;
const stepMs = 40 * 60_000;

/** Does a command as one of the members; gives the id of what it made. */
type As = (by: MemberName, command: Command) => string;
type Texts = Readonly<Record<DemoText, string>>;

/** A board in the middle of a small team's work. The others did all of it, command by command, so that its log tells of it. */
export function createDemoServer(language: Language, now: Date) {
  const texts = demoTexts[language];
  let seedingMs: number | null = now.getTime() - begunMs;
  const server = createMemoryServer({ board: emptyBoard(texts), me: demoUser, now: () => seedingMs ?? Date.now() });
  const as: As = (by, command) => {
    seedingMs = (seedingMs ?? 0) + stepMs;
    const answer = server.as(by, command);
    if (!answer.ok) {
      throw new Error(`The demo's board rejects ${command.kind}.`);
    }
    return answer.value.createdId ?? "";
  };
  const last = new Map<ColumnName, string>();
  for (const seed of cardSeeds) {
    const cardId = as(seed.by, creationOf(seed, texts, now, last.get(seed.column) ?? null));
    last.set(seed.column, cardId);
    fill(seed, texts, cardId, as);
  }
  seedingMs = null;
  return server;
}

function emptyBoard(texts: Texts): BoardState {
  let rank: string | null = null;
  return {
    id: demoBoardId, seq: 0, info: { name: texts.board, description: texts["board.description"], colour: "blue" }, cards: new Map(),
    columns: byId(columns.map((id) => ({
      id, name: texts[`column.${id}`], rank: (rank = rankBetween(rank, null)), version: 0, done: id === "done",
      ...(id === "doing" ? { wipLimit: 4, wipPolicy: "warn" as const } : {}),
    }))),
    labels: byId(labels.map((id) => ({ id, name: texts[`label.${id}`], colour: labelColours[id], version: 0 }))),
    members: byId(members.map((id) => ({ id, sub: id, name: texts[`member.${id}`], role: id === demoUser ? "owner" as const : "editor" as const, version: 0 }))),
  };
}

const creationOf = ({ name, column, labels: labelled, people, priority, due }: CardSeed, texts: Texts, now: Date, after: string | null): Command => ({
  kind: "createCard", cardId: "", columnId: column, place: { after, before: null },
  card: {
    title: texts[`card.${name}`], labels: labelled ?? [], assignees: people ?? [], priority: priority ?? null,
    due: due === undefined ? null : dayOf(addDays(now, due)),
  },
});

/** What a card has beyond what it is made with. */
function fill({ name, by, estimate, cover, list = [], comments = [] }: CardSeed, texts: Texts, cardId: string, as: As): void {
  // Not every card has each of them.
  const text = (part: string): string | undefined => Object.entries(texts).find(([key]) => key === `card.${name}.${part}`)?.[1];
  if (estimate !== undefined || cover !== undefined) {
    as(by, { kind: "setCard", cardId, fields: { ...(estimate === undefined ? {} : { estimate }), ...(cover === undefined ? {} : { cover }) } });
  }
  const description = text("text");
  if (description !== undefined) {
    as(by, { kind: "describeCard", cardId, text: description, version: 0 });
  }
  const title = text("list");
  if (title !== undefined) {
    const checklistId = as(by, { kind: "addChecklist", cardId, checklistId: "", title });
    for (const [index, done] of list.entries()) {
      const entryId = as(by, { kind: "addEntry", cardId, checklistId, entryId: "", text: text(`entry.${index + 1}`) ?? "" });
      if (done) {
        as(by, { kind: "setEntry", cardId, checklistId, entryId, fields: { done } });
      }
    }
  }
  for (const [index, author] of comments.entries()) {
    as(author, { kind: "addComment", cardId, commentId: "", text: text(`comment.${index + 1}`) ?? "", mentions: [] });
  }
}

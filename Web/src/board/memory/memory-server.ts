import { rejected, type Answer, type Rejected } from "../../api/answer";
import { provisionalIdOf, withCreatedId } from "../commands/table";
import type { Command } from "../model/commands";
import type { BoardEvent, BoardState, Card } from "../model/model";
import { canUndo } from "../model/undo";
import type { ActivityPage, BoardSource, Done } from "../sync/board-api";
import { changesOf, noTexts, type Contents } from "./contents";
import { effectOf, stamped, type Context } from "./effect";
import { eventKindOf } from "./event-kinds";
import { reverted } from "./revert";

interface Options {
  /** The board as it begins. */
  board: BoardState;
  /** The member who does what the page sends. */
  me: string;
  now?: () => number;
}

interface Step {
  event: BoardEvent;
  before: Contents;
  after: Contents;
}

const pageSize = 50;
const ok = <T>(value: T): Answer<T> => ({ ok: true, value });

/** A server in the page's memory: it does commands, keeps the log and takes steps back. It goes with the page. */
export function createMemoryServer({ board, me, now = Date.now }: Options) {
  let contents: Contents = { board, texts: new Map() };
  const steps: Step[] = [];
  const done = new Map<string, Done>();
  const log = (): BoardEvent[] => steps.map(({ event }) => event);

  /** Does a command as one of the members. */
  const as = (by: string, given: Command): Answer<Done> => {
    const rejection = rejectionOf(contents, given);
    if (rejection !== null) {
      return rejection;
    }
    const before = contents;
    const context: Context = { seq: before.board.seq + 1, at: new Date(now()).toISOString(), by };
    const createdId = provisionalIdOf(given) === null ? undefined : `id${context.seq}`;
    const command = createdId === undefined ? given : withCreatedId(given, createdId);
    const after = command.kind === "undo" ? undone(command.seq, context) : effectOf(before, command, context);
    if (after === null) {
      return rejected("rejected", false);
    }
    const event: BoardEvent = {
      seq: context.seq, at: context.at, by, kind: eventKindOf(command),
      ...(command.kind === "undo" ? { undoes: command.seq } : {}),
      ...changesOf(before, after),
    };
    contents = after;
    steps.push({ event, before, after });
    return ok({ seq: context.seq, createdId, event });
  };

  const undone = (seq: number, context: Context): Contents | null => {
    const step = steps.find(({ event }) => event.seq === seq);
    return step === undefined || !canUndo(step.event) ? null : stamped(contents, reverted(contents, step.before, step.after), context);
  };

  const source: BoardSource = {
    demo: true,
    board: {
      open: async (_, known) => ok(known?.seq === contents.board.seq ? null : shown(contents.board)),
      eventsAfter: async (_, seq) => ok({ events: log().filter((event) => event.seq > seq), more: false }),
      activity: async (_, before) => ok(pageOf(log(), before)),
      send: async (_, command, commandId) => {
        const known = done.get(commandId);
        const answer = known === undefined ? as(me, command) : ok(known);
        if (answer.ok) {
          done.set(commandId, answer.value);
        }
        return answer;
      },
    },
    card: {
      details: async (_, cardId) => {
        const card = contents.board.cards.get(cardId);
        return card === undefined ? rejected("not-found", false) : ok({ ...contents.texts.get(cardId) ?? noTexts, card });
      },
      activity: async (_, cardId, before) => ok(pageOf(log().filter((event) => concerns(event, cardId)), before)),
    },
    archived: async () => ok([...contents.board.cards.values()].filter(isArchived)),
  };

  return {
    source, as,
    /** The board as it is opened now. */
    get state() { return shown(contents.board); },
    get log(): readonly BoardEvent[] { return log(); },
  };
}

const isArchived = (card: Card): boolean => card.archived === true;
const concerns = (event: BoardEvent, cardId: string): boolean => event.cards?.some(({ id }) => id === cardId) === true;

function shown(board: BoardState): BoardState {
  const cards = [...board.cards].filter(([, card]) => !isArchived(card));
  return cards.length === board.cards.size ? board : { ...board, cards: new Map(cards) };
}

/** Newest first. */
function pageOf(events: readonly BoardEvent[], before = Number.POSITIVE_INFINITY): ActivityPage {
  const older = events.filter(({ seq }) => seq < before).toReversed();
  const page = older.slice(0, pageSize);
  return { events: page, before: older.length > page.length ? page.at(-1)?.seq ?? null : null };
}

/** A text that was changed meanwhile, and what a board alone cannot do. */
function rejectionOf({ board, texts }: Contents, command: Command): Rejected | null {
  switch (command.kind) {
    case "renameCard": {
      const card = board.cards.get(command.cardId);
      return card === undefined || card.titleVersion === command.version ? null : stale(card.title, card.titleVersion);
    }
    case "describeCard": {
      const { text, version } = (texts.get(command.cardId) ?? noTexts).description;
      return version === command.version ? null : stale(text, version);
    }
    case "transferCard":
      return rejected("rejected", false);
    default:
      return null;
  }
}

const stale = (current: string, currentVersion: number): Rejected => ({ ...rejected("rejected", false), current, currentVersion });

import { rankBetween } from "../../lib/rank";
import { predict, predictDetails } from "../commands/table";
import type { Command } from "../model/commands";
import { byRank, type BoardState, type Card } from "../model/model";
import { isTextCommand, type TextCommand } from "../model/text-commands";
import { noTexts, type Contents } from "./contents";

export interface Context {
  /** The number of the event that the command becomes. */
  seq: number;
  /** When it is done, in ISO 8601. */
  at: string;
  /** The member who does it. */
  by: string;
}

/** What a board holds once a command is done: as the page predicts it, and what only a server knows. */
export function effectOf(before: Contents, command: Exclude<Command, { kind: "undo" }>, context: Context): Contents {
  const after = isTextCommand(command) ? withText(before, command, context) : { ...before, board: withCommand(before.board, command) };
  return stamped(before, command.kind === "copyCard" ? withCopiedTexts(after, command) : after, context);
}

function withCommand(board: BoardState, command: Exclude<Command, TextCommand | { kind: "undo" }>): BoardState {
  switch (command.kind) {
    case "archiveCard":
      return changeCard(board, command.cardId, (card) => ({ ...card, archived: true }));
    case "restoreCard":
      return changeCard(board, command.cardId, (card) => ({ ...atEnd(board, card, command.columnId ?? card.columnId), archived: false }));
    case "deleteColumn":
      return command.moveTo === null ? archiveColumn(board, command.columnId) : moveColumnCards(board, command.columnId, command.moveTo);
    case "deleteLabel": {
      const cards = [...board.cards].map(([id, card]) => [id, withoutLabel(card, command.labelId)] as const);
      return predict({ ...board, cards: new Map(cards) }, [command]);
    }
    default:
      return predict(board, [command]);
  }
}

const changeCard = (board: BoardState, id: string, change: (card: Card) => Card): BoardState => {
  const card = board.cards.get(id);
  return card === undefined ? board : { ...board, cards: new Map(board.cards).set(id, change(card)) };
};

function atEnd(board: BoardState, card: Card, columnId: string): Card {
  const last = [...board.cards.values()].filter((one) => one.columnId === columnId && one.archived !== true).toSorted(byRank).at(-1);
  return { ...card, columnId, rank: rankBetween(last?.rank ?? null, null) };
}

function archiveColumn(board: BoardState, columnId: string): BoardState {
  const archived = [...board.cards].map(([id, card]) => [id, card.columnId === columnId ? { ...card, archived: true } : card] as const);
  const columns = new Map(board.columns);
  columns.delete(columnId);
  return { ...board, columns, cards: new Map(archived) };
}

/** Behind the cards that are there, in their order. */
function moveColumnCards(board: BoardState, columnId: string, moveTo: string): BoardState {
  const moving = [...board.cards.values()].filter((card) => card.columnId === columnId).toSorted(byRank);
  const moved = moving.reduce((now, { id }) => changeCard(now, id, (card) => atEnd(now, card, moveTo)), board);
  const columns = new Map(moved.columns);
  columns.delete(columnId);
  return { ...moved, columns };
}

const withoutLabel = (card: Card, labelId: string): Card =>
  (card.labels?.includes(labelId) === true ? { ...card, labels: card.labels.filter((id) => id !== labelId) } : card);

function withText({ board, texts }: Contents, command: TextCommand, { seq, at, by }: Context): Contents {
  const next = predictDetails(texts.get(command.cardId) ?? noTexts, command, by);
  const details = {
    description: command.kind === "describeCard" || command.kind === "tickTask" ? { ...next.description, version: seq } : next.description,
    checklists: next.checklists,
    comments: next.comments.map((comment) => "commentId" in command && comment.id === command.commentId
      ? { ...comment, ...(command.kind === "addComment" ? { at } : { editedAt: at }) }
      : comment),
  };
  return {
    // A new object: the card's texts are read again when its version changes, even where no count does.
    board: changeCard(board, command.cardId, (card) => ({ ...card })),
    texts: new Map(texts).set(command.cardId, details),
  };
}

function withCopiedTexts({ board, texts }: Contents, command: Command & { kind: "copyCard" }): Contents {
  const original = texts.get(command.cardId);
  return original === undefined ? { board, texts } : { board, texts: new Map(texts).set(command.copyId, { ...original, comments: [] }) };
}

/** Gives what has changed the version of its event, its number and times, and the counts of its texts. */
export function stamped(before: Contents, { board, texts }: Contents, { seq, at }: Context): Contents {
  const stamp = <T extends { version: number }>(entities: ReadonlyMap<string, T>, old: ReadonlyMap<string, T>, more: (entity: T, was: T | undefined) => Partial<T>) =>
    new Map([...entities].map(([id, entity]) => [id, old.get(id) === entity ? entity : { ...entity, ...more(entity, old.get(id)), version: seq }]));
  let number = Math.max(0, ...[...before.board.cards.values()].map((card) => card.number ?? 0));
  const cards = stamp(board.cards, before.board.cards, (card, was) => {
    const moved = was?.columnId !== card.columnId;
    const done = board.columns.get(card.columnId)?.done === true;
    return {
      number: card.number ?? ++number,
      titleVersion: was?.title === card.title ? card.titleVersion : seq,
      ...(moved ? { enteredAt: at, completedAt: done ? at : null } : {}),
      ...countsOf(texts.get(card.id) ?? noTexts),
    };
  });
  const alive = [...texts].filter(([id]) => cards.has(id));
  return {
    board: {
      ...board, seq, cards,
      columns: stamp(board.columns, before.board.columns, () => ({})),
      labels: stamp(board.labels, before.board.labels, () => ({})),
    },
    texts: alive.length === texts.size ? texts : new Map(alive),
  };
}

function countsOf({ description, checklists, comments }: NonNullable<ReturnType<Contents["texts"]["get"]>>): Partial<Card> {
  const entries = checklists.flatMap((list) => list.entries);
  return {
    description: description.text.length, comments: comments.length, checklists: checklists.length, entries: entries.length,
    entriesDone: entries.filter(({ done }) => done).length,
  };
}

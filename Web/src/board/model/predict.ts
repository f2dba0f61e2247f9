import { rankBetween } from "../../lib/rank";
import type { CardFields, ColumnFields, Command, Place } from "./commands";
import type { BoardState, Card, Column, Label } from "./model";
import { isTextCommand } from "./text-commands";

/** What the board will look like when a command is done: shown at once, dropped again when the server rejects. */
export function predict(state: BoardState, command: Command): BoardState {
  if (isTextCommand(command)) {
    return state;
  }
  switch (command.kind) {
    case "createCard":
      return putCard(state, {
        id: command.cardId, columnId: command.columnId, rank: placed(state.cards, command.place),
        title: command.card.title, titleVersion: 0, version: 0,
        labels: command.card.labels, assignees: command.card.assignees,
        due: command.card.due, priority: command.card.priority,
      });
    case "moveCard":
      return changeCard(state, command.cardId, (card) => ({ ...card, columnId: command.columnId, rank: placed(state.cards, command.place) }));
    case "renameCard":
      return changeCard(state, command.cardId, (card) => ({ ...card, title: command.title }));
    case "setCard":
      return changeCard(state, command.cardId, (card) => withFields<Card, CardFields>(card, command.fields));
    case "labelCard":
      return changeCard(state, command.cardId, (card) => ({ ...card, labels: toggled(card.labels, command.labelId, command.on) }));
    case "assignCard":
      return changeCard(state, command.cardId, (card) => ({ ...card, assignees: toggled(card.assignees, command.memberId, command.on) }));
    case "archiveCard":
    case "deleteCard":
    case "transferCard":
      return { ...state, cards: without(state.cards, command.cardId) };
    case "copyCard": {
      const original = state.cards.get(command.cardId);
      return original === undefined ? state : putCard(state, {
        ...original, id: command.copyId, number: null, columnId: command.columnId, rank: placed(state.cards, command.place), comments: 0, version: 0,
      });
    }
    case "createColumn":
      return putColumn(state, { id: command.columnId, name: command.name, rank: placed(state.columns, command.place), version: 0 });
    case "setColumn":
      return changeColumn(state, command.columnId, (column) => withFields<Column, ColumnFields>(column, command.fields));
    case "moveColumn":
      return changeColumn(state, command.columnId, (column) => ({ ...column, rank: placed(state.columns, command.place) }));
    case "deleteColumn":
      return removeColumn(state, command.columnId, command.moveTo);
    case "setBoard":
      return { ...state, info: { ...state.info, ...command.fields } };
    case "createLabel":
    case "setLabel":
      return putLabel(state, { id: command.labelId, name: command.name, colour: command.colour, version: 0 });
    case "deleteLabel":
      return { ...state, labels: without(state.labels, command.labelId) };
    // What comes back is known to the server alone.
    case "restoreCard":
    case "undo":
      return state;
  }
}

function placed(entities: ReadonlyMap<string, { rank: string }>, { after, before }: Place): string {
  const low = after === null ? null : entities.get(after)?.rank ?? null;
  const high = before === null ? null : entities.get(before)?.rank ?? null;
  // Neighbours that are no longer in order: behind the first, as the server does.
  return rankBetween(low, low !== null && high !== null && low >= high ? null : high);
}

/** Fields that are given, null included; an absent one keeps its value. */
function withFields<T extends object, F extends Partial<T>>(entity: T, fields: F): T {
  return { ...entity, ...fields };
}

function changeCard(state: BoardState, id: string, change: (card: Card) => Card): BoardState {
  const card = state.cards.get(id);
  return card === undefined ? state : putCard(state, change(card));
}

function changeColumn(state: BoardState, id: string, change: (column: Column) => Column): BoardState {
  const column = state.columns.get(id);
  return column === undefined ? state : putColumn(state, change(column));
}

function removeColumn(state: BoardState, id: string, moveTo: string | null): BoardState {
  const cards = new Map<string, Card>();
  for (const [cardId, card] of state.cards) {
    if (card.columnId !== id) {
      cards.set(cardId, card);
    } else if (moveTo !== null) {
      cards.set(cardId, { ...card, columnId: moveTo });
    }
  }
  return { ...state, cards, columns: without(state.columns, id) };
}

const putCard = (state: BoardState, card: Card): BoardState => ({ ...state, cards: new Map(state.cards).set(card.id, card) });
const putColumn = (state: BoardState, column: Column): BoardState => ({ ...state, columns: new Map(state.columns).set(column.id, column) });
const putLabel = (state: BoardState, label: Label): BoardState => ({ ...state, labels: new Map(state.labels).set(label.id, label) });

function without<T>(entities: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  const next = new Map(entities);
  next.delete(id);
  return next;
}

function toggled(ids: readonly string[] | null | undefined, id: string, on: boolean): readonly string[] {
  const others = (ids ?? []).filter((one) => one !== id);
  return on ? [...others, id] : others;
}

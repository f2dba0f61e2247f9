import type { CardDetails } from "../model/details";
import { byId } from "../model/model";
import { noTexts, type Contents } from "./contents";

/** The contents now without what one step changed: what was changed since stays as it is. */
export function reverted(now: Contents, before: Contents, after: Contents): Contents {
  const map = <T extends object>(of: (contents: Contents) => ReadonlyMap<string, T>) => revertedMap(of(now), of(before), of(after), revertedFields);
  return {
    board: {
      ...now.board,
      info: before.board.info === after.board.info ? now.board.info : revertedFields(now.board.info, before.board.info, after.board.info),
      columns: map(({ board }) => board.columns),
      cards: map(({ board }) => board.cards),
      labels: map(({ board }) => board.labels),
    },
    texts: revertedMap(now.texts, before.texts, after.texts, revertedTexts),
  };
}

function revertedMap<T>(now: ReadonlyMap<string, T>, before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, revert: (now: T, before: T, after: T) => T): ReadonlyMap<string, T> {
  const next = new Map(now);
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [was, became, is] = [before.get(id), after.get(id), now.get(id)];
    if (was === became) {
      continue;
    }
    if (was === undefined) {
      next.delete(id);
    } else if (became === undefined || is === undefined) {
      next.set(id, was);
    } else {
      next.set(id, revert(is, was, became));
    }
  }
  return next;
}

/** The fields that the step changed, as they were; a field that the step gave is taken away. */
function revertedFields<T extends object>(now: T, before: T, after: T): T {
  const changed = new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => field(before, name) !== field(after, name)));
  const kept = Object.entries(now).filter(([name]) => !changed.has(name));
  const given = Object.entries(before).filter(([name]) => changed.has(name));
  return Object.fromEntries([...kept, ...given]) as T;
}

const field = (entity: object, name: string): unknown => Object.entries(entity).find(([key]) => key === name)?.[1];

function revertedTexts(now: CardDetails, before: CardDetails = noTexts, after: CardDetails = noTexts): CardDetails {
  return {
    description: before.description === after.description ? now.description : before.description,
    checklists: revertedList(now.checklists, before.checklists, after.checklists),
    comments: now.comments,
  };
}

/** In the order that the step found; what came later stays behind. */
function revertedList<T extends { id: string }>(now: readonly T[], before: readonly T[], after: readonly T[]): readonly T[] {
  const next = revertedMap(byId(now), byId(before), byId(after), (_, was) => was);
  const order = [...before.map(({ id }) => id), ...now.map(({ id }) => id)];
  return [...next.values()].toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

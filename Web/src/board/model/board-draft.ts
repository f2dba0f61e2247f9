import type { BoardInfo, BoardState, Card, Column, Label } from "./model";

interface Entities {
  cards: Card;
  columns: Column;
  labels: Label;
}
type EntityKind = keyof Entities;

/**
 * A board that several changes are made to, one after the other. What is changed is copied once, however many changes there are:
 * a person who was offline may have hundreds waiting on a board of thousands of cards.
 */
export function createBoardDraft(state: BoardState) {
  let now = state;
  const own = new Set<EntityKind>();

  const writable = <K extends EntityKind>(kind: K): Map<string, Entities[K]> => {
    if (!own.has(kind)) {
      own.add(kind);
      now = { ...now, [kind]: new Map<string, Entities[EntityKind]>(now[kind]) };
    }
    return now[kind] as unknown as Map<string, Entities[K]>;
  };

  return {
    /** The board with all changes so far; do not keep it while there are more to come. */
    get state() { return now; },
    put: <K extends EntityKind>(kind: K, entity: Entities[K]): void => void writable(kind).set(entity.id, entity),
    /** Changes something that is there. */
    change: <K extends EntityKind>(kind: K, id: string, change: (entity: Entities[K]) => Entities[K]): void => {
      const entity = now[kind].get(id) as Entities[K] | undefined;
      if (entity !== undefined) {
        writable(kind).set(id, change(entity));
      }
    },
    remove: (kind: EntityKind, id: string): void => void (now[kind].has(id) && writable(kind).delete(id)),
    describe: (info: Partial<BoardInfo>): void => {
      now = { ...now, info: { ...now.info, ...info } };
    },
  };
}

export type BoardDraft = ReturnType<typeof createBoardDraft>;

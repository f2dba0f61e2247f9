import type { BoardEvent, BoardState, Change } from "./model";

/**
 * The state after an event. An entity that already carries a later version stays: opening a board reads while others
 * write, so the first events after it may be known in part.
 */
export function applyEvent(state: BoardState, event: BoardEvent): BoardState {
  if (event.seq <= state.seq) {
    return state;
  }
  return {
    ...state,
    seq: event.seq,
    channel: event.channel ?? state.channel ?? null,
    info: event.board?.after ?? state.info,
    columns: applyChanges(state.columns, event.columns, event.seq),
    cards: applyChanges(state.cards, event.cards, event.seq, (card) => card.archived !== true),
    labels: applyChanges(state.labels, event.labels, event.seq),
    members: applyChanges(state.members, event.members, event.seq),
  };
}

/** Applies events in order and stops before the first missing number. */
export function applyEvents(state: BoardState, events: readonly BoardEvent[]): BoardState {
  let next = state;
  for (const event of events) {
    if (event.seq > next.seq + 1) {
      break;
    }
    next = applyEvent(next, event);
  }
  return next;
}

function applyChanges<T extends { version: number }>(
  entities: ReadonlyMap<string, T>,
  changes: readonly Change<T>[] | null | undefined,
  seq: number,
  belongs: (entity: T) => boolean = () => true,
): ReadonlyMap<string, T> {
  if (changes === null || changes === undefined || changes.length === 0) {
    return entities;
  }
  const next = new Map(entities);
  for (const { id, after } of changes) {
    const known = next.get(id);
    if (known !== undefined && known.version > seq) {
      continue;
    }
    if (after === null || after === undefined || !belongs(after)) {
      next.delete(id);
    } else {
      next.set(id, after);
    }
  }
  return next;
}

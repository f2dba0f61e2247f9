import type { CardDetails } from "../model/details";
import type { BoardEvent, BoardState, Change } from "../model/model";

/** All that a board holds. Its cards include the archived ones. */
export interface Contents {
  readonly board: BoardState;
  readonly texts: ReadonlyMap<string, CardDetails>;
}

export const noTexts: CardDetails = { description: { text: "", version: 0 }, checklists: [], comments: [] };

/** What differs between two contents, as an event tells it. */
export function changesOf(before: Contents, after: Contents): Omit<BoardEvent, "seq" | "at" | "by" | "kind"> {
  const texts = [...new Set([...before.texts.keys(), ...after.texts.keys()])].filter((id) => before.texts.get(id) !== after.texts.get(id));
  const parts = <T>(partsOf: (details: CardDetails, cardId: string) => Iterable<readonly [string, T]>) => texts.flatMap((cardId) =>
    differences(new Map(partsOf(before.texts.get(cardId) ?? noTexts, cardId)), new Map(partsOf(after.texts.get(cardId) ?? noTexts, cardId))));
  return {
    ...(after.board.info === before.board.info ? {} : { board: { id: before.board.id, before: before.board.info, after: after.board.info } }),
    cards: differences(before.board.cards, after.board.cards),
    columns: differences(before.board.columns, after.board.columns),
    labels: differences(before.board.labels, after.board.labels),
    descriptions: parts(({ description }, cardId) => (description === noTexts.description ? [] : [[cardId, described(description, cardId)]]))
      .filter((change) => change.before?.version !== change.after?.version),
    checklists: parts(({ checklists }, cardId) => checklists.map((list) => [list.id, { ...list, cardId }])),
    comments: parts(({ comments }, cardId) => comments.map((comment) => [comment.id, { ...comment, cardId }])),
  };
}

const described = ({ version }: CardDetails["description"], cardId: string) => ({ cardId, version });

function differences<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Change<T>[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }));
}

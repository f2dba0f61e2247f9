/** What the board's API tells, as the store keeps it. Every entity carries the number of the event that last wrote it. */
export type Role = "viewer" | "commenter" | "editor" | "owner";
export type Priority = "low" | "medium" | "high" | "urgent";
/** From the most pressing on, as lists show them. */
export const priorities: readonly Priority[] = ["urgent", "high", "medium", "low"];
export type WipPolicy = "warn" | "block";

export interface Column {
  id: string;
  name: string;
  rank: string;
  version: number;
  colour?: string | null;
  wipLimit?: number | null;
  wipPolicy?: WipPolicy;
  /** Whether its cards are done. */
  done?: boolean;
  /** Set while the column is being deleted: where its cards go; none for the archive. */
  closing?: { moveTo?: string | null } | null;
}

export interface Card {
  id: string;
  /** Its number on the board, given by the server and never given again; cards of earlier versions may lack it. */
  number?: number | null;
  columnId: string;
  rank: string;
  title: string;
  titleVersion: number;
  version: number;
  labels?: readonly string[] | null;
  assignees?: readonly string[] | null;
  /** Days as yyyy-mm-dd, without a time zone. */
  start?: string | null;
  due?: string | null;
  priority?: Priority | null;
  estimate?: number | null;
  cover?: string | null;
  enteredAt?: string | null;
  /** Since when it is in a column that is done; it counts while its column is. */
  completedAt?: string | null;
  /** Characters of the description; absent for none. */
  description?: number;
  comments?: number;
  checklists?: number;
  entries?: number;
  entriesDone?: number;
  archived?: boolean;
  /** The recurring rule that made it. */
  rule?: string | null;
}

export interface Label {
  id: string;
  name: string;
  colour: string;
  version: number;
}

export interface Member {
  id: string;
  sub: string;
  name: string;
  role: Role;
  version: number;
}

export interface BoardInfo {
  name: string;
  description?: string | null;
  colour?: string | null;
  archived?: boolean;
  deleted?: boolean;
}

export interface BoardState {
  readonly id: string;
  /** Number of the last event that is in here: the cursor for catching up. */
  readonly seq: number;
  /** Where its events are pushed; absent for a board that has none. */
  readonly channel?: string | null;
  readonly info: BoardInfo;
  readonly columns: ReadonlyMap<string, Column>;
  readonly cards: ReadonlyMap<string, Card>;
  readonly labels: ReadonlyMap<string, Label>;
  readonly members: ReadonlyMap<string, Member>;
}

export interface Change<T> {
  id: string;
  before?: T | null;
  after?: T | null;
}

/** An entry of the board's log: what changed, from what, to what. */
export interface BoardEvent {
  seq: number;
  at: string;
  /** The member; absent for the scheduler. */
  by?: string | null;
  kind: string;
  undoes?: number | null;
  /** Where the events after this one are pushed, when it changes that. */
  channel?: string | null;
  /** What a card that went to another board could not take along: names of labels, ids of members. */
  leftBehind?: { labels?: readonly string[] | null; assignees?: readonly string[] | null } | null;
  board?: Change<BoardInfo> | null;
  labels?: readonly Change<Label>[] | null;
  columns?: readonly Change<Column>[] | null;
  cards?: readonly Change<Card>[] | null;
  members?: readonly Change<Member>[] | null;
  descriptions?: readonly Change<{ cardId: string; version: number }>[] | null;
  checklists?: readonly Change<{ cardId: string; title: string; entries: readonly { id: string }[] }>[] | null;
  comments?: readonly Change<{ cardId: string; by: string }>[] | null;
}

const roles: readonly Role[] = ["viewer", "commenter", "editor", "owner"];

/** Whether a role includes another. */
export const mayAs = (role: Role | undefined, needed: Role): boolean =>
  role !== undefined && roles.indexOf(role) >= roles.indexOf(needed);

/** Ordinal, as the server orders: locale-aware comparison would put a column in another order. */
export function byRank(a: { rank: string; id: string }, b: { rank: string; id: string }): number {
  if (a.rank !== b.rank) {
    return a.rank < b.rank ? -1 : 1;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Things by their ids, in their order. */
export const byId = <T extends { id: string }>(all: Iterable<T>): ReadonlyMap<string, T> => new Map(Array.from(all, (one) => [one.id, one]));

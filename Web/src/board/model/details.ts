import type { Card } from "./model";

/** What a card has beyond its face on the board. */
export interface CardDetails {
  /** The card itself as it was read, archived ones too. */
  card?: Card;
  description: { text: string; version: number };
  checklists: readonly Checklist[];
  comments: readonly Comment[];
}

export interface Checklist {
  id: string;
  title: string;
  entries: readonly ChecklistEntry[];
  version: number;
}

export interface ChecklistEntry {
  id: string;
  text: string;
  done: boolean;
  assignee?: string | null;
}

export interface Comment {
  id: string;
  /** Member who wrote it; empty when it was written on another board. */
  by: string;
  at: string;
  editedAt?: string | null;
  text: string;
  /** Ids of the members it names; none where it was written on another board. */
  mentions?: readonly string[] | null;
}

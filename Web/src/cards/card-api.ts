import type { ActivityPage, Answer } from "../board/board-api";

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
}

export interface CardDetails {
  description: { text: string; version: number };
  checklists: readonly Checklist[];
  comments: readonly Comment[];
}

/** Reads what a card has beyond its face; commands go through the board's store. */
export interface CardApi {
  details: (boardId: string, cardId: string) => Promise<Answer<CardDetails>>;
  activity: (boardId: string, cardId: string, before?: number) => Promise<Answer<ActivityPage>>;
}

import type { Answer, Done } from "../board/board-api";
import type { BoardEvent } from "../board/model";

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
  /** Member who wrote it. */
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

/** What a card has beyond its face. */
export interface CardApi {
  details: (boardId: string, cardId: string) => Promise<Answer<CardDetails>>;
  activity: (boardId: string, cardId: string) => Promise<Answer<readonly BoardEvent[]>>;
  /** Refused with the current text when `version` is no longer the one that was read. */
  describe: (boardId: string, cardId: string, text: string, version: number) => Promise<Answer<Done>>;
  addChecklist: (boardId: string, cardId: string, title: string) => Promise<Answer<Done>>;
  renameChecklist: (boardId: string, cardId: string, checklistId: string, title: string) => Promise<Answer<Done>>;
  removeChecklist: (boardId: string, cardId: string, checklistId: string) => Promise<Answer<Done>>;
  addEntry: (boardId: string, cardId: string, checklistId: string, text: string) => Promise<Answer<Done>>;
  setEntry: (boardId: string, cardId: string, checklistId: string, entryId: string, fields: Partial<Omit<ChecklistEntry, "id">>) => Promise<Answer<Done>>;
  removeEntry: (boardId: string, cardId: string, checklistId: string, entryId: string) => Promise<Answer<Done>>;
  addComment: (boardId: string, cardId: string, text: string, mentions: readonly string[]) => Promise<Answer<Done>>;
  editComment: (boardId: string, cardId: string, commentId: string, text: string) => Promise<Answer<Done>>;
  removeComment: (boardId: string, cardId: string, commentId: string) => Promise<Answer<Done>>;
  moveToBoard: (boardId: string, cardId: string, toBoardId: string, toColumnId: string) => Promise<Answer<Done>>;
}

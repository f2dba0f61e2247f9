import type { Answer } from "../board/board-api";
import type { Role } from "../board/model";
import { httpBoardsApi } from "./http-boards-api";

export interface BoardSummary {
  id: string;
  name: string;
  colour: string | null;
  role: Role;
  starred: boolean;
  archived: boolean;
  cards: number;
  members: number;
  changedAt: string;
}

export interface NewBoard {
  name: string;
  colour: string | null;
  /** Whether it begins with the columns to do, in progress, done. */
  basic: boolean;
}

export interface BoardsApi {
  list: () => Promise<Answer<readonly BoardSummary[]>>;
  columns: (boardId: string) => Promise<Answer<readonly { id: string; name: string }[]>>;
  create: (board: NewBoard) => Promise<Answer<{ id: string }>>;
  star: (boardId: string, on: boolean) => Promise<Answer<void>>;
  archive: (boardId: string, on: boolean) => Promise<Answer<void>>;
  remove: (boardId: string) => Promise<Answer<void>>;
}

export const boardsApi: BoardsApi = httpBoardsApi;

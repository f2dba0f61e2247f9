import { answerOf } from "../api/call";
import { client } from "../api/client";
import { byRank, type Column, type Role } from "../board/model";
import { t } from "../i18n";
import type { BoardSummary, BoardsApi } from "./boards-api";

interface MyBoard {
  board: { id: string; info: { name: string; colour?: string | null; archived?: boolean }; changedAt: string; counts: { cards: number; members: number } };
  role: Role;
  starred: boolean;
}

const board = "/api/boards/{boardId}" as const;
const at = (boardId: string) => ({ params: { path: { boardId } } });

export const httpBoardsApi: BoardsApi = {
  list: () => answerOf(client.GET("/api/boards"), (data) => (data as { boards: readonly MyBoard[] }).boards.map(summaryOf)),
  columns: (boardId) => answerOf(client.GET(board, at(boardId)), (data) => (data as { columns: Column[] }).columns.toSorted(byRank)),
  create: ({ name, colour, basic }) => answerOf(
    client.POST("/api/boards", {
      body: {
        name,
        ...(colour === null ? {} : { colour }),
        columns: basic ? [t("boards.column.todo"), t("boards.column.doing"), t("boards.column.done")] : [],
      },
    }),
    (data) => ({ id: (data as { board: { id: string } }).board.id }),
  ),
  star: (boardId, on) => answerOf(on ? client.PUT(`${board}/star`, at(boardId)) : client.DELETE(`${board}/star`, at(boardId)), () => undefined),
  archive: (boardId, on) => answerOf(client.PATCH(board, { ...at(boardId), body: { archived: on } }), () => undefined),
  remove: (boardId) => answerOf(client.DELETE(board, at(boardId)), () => undefined),
};

function summaryOf({ board: { id, info, changedAt, counts }, role, starred }: MyBoard): BoardSummary {
  return { id, name: info.name, colour: info.colour ?? null, archived: info.archived === true, role, starred, cards: counts.cards, members: counts.members, changedAt };
}

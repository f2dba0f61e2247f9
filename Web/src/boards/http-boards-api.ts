import { answerOf } from "../api/call";
import { client } from "../api/client";
import type { components } from "../api/schema";
import { byRank } from "../board/model";
import { t } from "../i18n";
import type { BoardSummary, BoardsApi } from "./boards-api";

type MyBoard = components["schemas"]["MyBoardResponse"];

const board = "/api/boards/{boardId}" as const;
const at = (boardId: string) => ({ params: { path: { boardId } } });

export const httpBoardsApi: BoardsApi = {
  list: () => answerOf(client.GET("/api/boards"), ({ boards }) => boards.map(summaryOf)),
  columns: (boardId) => answerOf(client.GET(board, at(boardId)), ({ columns }) => columns.toSorted(byRank)),
  create: ({ name, colour, basic }) => answerOf(
    client.POST("/api/boards", {
      body: {
        name,
        ...(colour === null ? {} : { colour }),
        columns: basic ? [t("boards.column.todo"), t("boards.column.doing"), t("boards.column.done")] : [],
      },
    }),
    ({ board: change }) => ({ id: change?.id ?? "" }),
  ),
  star: (boardId, on) => answerOf(on ? client.PUT(`${board}/star`, at(boardId)) : client.DELETE(`${board}/star`, at(boardId)), () => undefined),
  archive: (boardId, on) => answerOf(client.PATCH(board, { ...at(boardId), body: { archived: on } }), () => undefined),
  remove: (boardId) => answerOf(client.DELETE(board, at(boardId)), () => undefined),
};

function summaryOf({ board: { id, info, changedAt, counts }, role, starred }: MyBoard): BoardSummary {
  return { id, name: info.name, colour: info.colour ?? null, archived: info.archived === true, role, starred, cards: counts.cards, members: counts.members, changedAt };
}

import { answerOf } from "../../api/answer";
import { client } from "../../api/client";
import type { components } from "../../api/schema";
import { t } from "../../i18n/i18n";
import type { OtherBoard } from "../model/left-behind";
import { byRank, type Role } from "../model/model";

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

type MyBoard = components["schemas"]["MyBoardResponse"];

const board = "/api/boards/{boardId}" as const;
const at = (boardId: string) => ({ params: { path: { boardId } } });

export const boardsApi = {
  list: () => answerOf(client.GET("/api/boards"), ({ boards }) => boards.map(summaryOf)),
  other: (boardId: string) => answerOf(client.GET(board, at(boardId)), ({ columns, labels, members }): OtherBoard => ({ columns: columns.toSorted(byRank), labels, members })),
  create: ({ name, colour, basic }: NewBoard) => answerOf(
    client.POST("/api/boards", {
      body: {
        name,
        ...(colour === null ? {} : { colour }),
        columns: basic ? [t("boards.column.todo"), t("boards.column.doing"), t("boards.column.done")] : [],
      },
    }),
    ({ board: change }) => ({ id: change?.id ?? "" }),
  ),
  star: (boardId: string, on: boolean) => answerOf(on ? client.PUT(`${board}/star`, at(boardId)) : client.DELETE(`${board}/star`, at(boardId)), () => undefined),
  archive: (boardId: string, on: boolean) => answerOf(client.PATCH(board, { ...at(boardId), body: { archived: on } }), () => undefined),
  remove: (boardId: string) => answerOf(client.DELETE(board, at(boardId)), () => undefined),
};

function summaryOf({ board: { id, info, changedAt, counts }, role, starred }: MyBoard): BoardSummary {
  return { id, name: info.name, colour: info.colour ?? null, archived: info.archived === true, role, starred, cards: counts.cards, members: counts.members, changedAt };
}

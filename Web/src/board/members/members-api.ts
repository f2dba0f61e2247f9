import { answerOf } from "../../api/answer";
import { client } from "../../api/client";
import type { Role } from "../model/model";

export interface NewInvite {
  role: Role;
  days: number;
  singleUse: boolean;
}

export interface Invite {
  id: string;
  role: Role;
  expiresAt: string;
  singleUse: boolean;
  uses: number;
}

export interface InvitedBoard {
  boardId: string;
  name: string;
  role: Role;
}

const member = "/api/boards/{boardId}/members/{memberId}" as const;
const invites = "/api/boards/{boardId}/invites" as const;
const dayMs = 86_400_000;

export const membersApi = {
  invites: (boardId: string) => answerOf(client.GET(invites, { params: { path: { boardId } } }), ({ invites: found }): readonly Invite[] => found),
  /** Gives the secret of the link: the server does not keep it. */
  invite: (boardId: string, { role, days, singleUse }: NewInvite) => answerOf(
    client.POST(invites, { params: { path: { boardId } }, body: { role, expiresAt: new Date(Date.now() + days * dayMs).toISOString(), singleUse } }),
    ({ code }) => code,
  ),
  revoke: (boardId: string, inviteId: string) => answerOf(client.DELETE(`${invites}/{inviteId}`, { params: { path: { boardId, inviteId } } }), () => undefined),
  find: (code: string) => answerOf(client.GET("/api/invites/{code}", { params: { path: { code } } }), ({ boardId, boardName, role }): InvitedBoard => ({ boardId, name: boardName, role })),
  join: (code: string) => answerOf(client.POST("/api/invites/{code}", { params: { path: { code } } }), () => undefined),
  setRole: (boardId: string, memberId: string, role: Role) => answerOf(client.PATCH(member, { params: { path: { boardId, memberId } }, body: { role } }), () => undefined),
  remove: (boardId: string, memberId: string) => answerOf(client.DELETE(member, { params: { path: { boardId, memberId } } }), ({ seq }) => seq),
};

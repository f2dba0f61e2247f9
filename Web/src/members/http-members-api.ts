import { answerOf } from "../api/call";
import { client } from "../api/client";
import type { MembersApi } from "./members-api";

const member = "/api/boards/{boardId}/members/{memberId}" as const;
const invites = "/api/boards/{boardId}/invites" as const;
const dayMs = 86_400_000;

export const httpMembersApi: MembersApi = {
  invites: (boardId) => answerOf(client.GET(invites, { params: { path: { boardId } } }), ({ invites: found }) => found),
  invite: (boardId, { role, days, singleUse }) => answerOf(
    client.POST(invites, { params: { path: { boardId } }, body: { role, expiresAt: new Date(Date.now() + days * dayMs).toISOString(), singleUse } }),
    ({ code }) => ({ token: code }),
  ),
  revoke: (boardId, inviteId) => answerOf(client.DELETE(`${invites}/{inviteId}`, { params: { path: { boardId, inviteId } } }), () => undefined),
  find: (code) => answerOf(client.GET("/api/invites/{code}", { params: { path: { code } } }), ({ boardId, boardName, role }) => ({ boardId, name: boardName, role })),
  join: (code) => answerOf(client.POST("/api/invites/{code}", { params: { path: { code } } }), () => undefined),
  setRole: (boardId, memberId, role) => answerOf(client.PATCH(member, { params: { path: { boardId, memberId } }, body: { role } }), () => undefined),
  remove: (boardId, memberId) => answerOf(client.DELETE(member, { params: { path: { boardId, memberId } } }), () => undefined),
};

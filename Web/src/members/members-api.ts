import type { Answer } from "../board/board-api";
import type { Role } from "../board/model";

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

export interface MembersApi {
  invites: (boardId: string) => Promise<Answer<readonly Invite[]>>;
  /** Gives the secret of the link: the server does not keep it. */
  invite: (boardId: string, invite: NewInvite) => Promise<Answer<{ token: string }>>;
  revoke: (boardId: string, inviteId: string) => Promise<Answer<void>>;
  find: (token: string) => Promise<Answer<InvitedBoard>>;
  join: (token: string) => Promise<Answer<void>>;
  setRole: (boardId: string, memberId: string, role: Role) => Promise<Answer<void>>;
  remove: (boardId: string, memberId: string) => Promise<Answer<void>>;
}

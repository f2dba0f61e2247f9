import { createBoardScreen } from "../board/state/board-screen";
import type { Outbox } from "../board/sync/outbox";
import { reportRejection } from "../board/sync/rejections";
import { createBoardStore } from "../board/sync/store";
import type { BoardCache } from "../board/sync/store-options";
import type { Language } from "../i18n/settings";
import { timeNow } from "../lib/clock";
import { setDraftOwner } from "../lib/drafts";
import { passingOwner } from "../lib/kept";
import { demoBoardId } from "../routing/routes";
import { createDemoServer, demoUser } from "./demo-server";

// A reload begins again.
const noOutbox: Outbox = { read: () => [], put: () => undefined, remove: () => undefined, clear: () => undefined };
const noCache: BoardCache = { get: async () => null, put: async () => undefined, remove: async () => undefined };

/** The demo's board as it begins. */
export function openDemo(language: Language) {
  setDraftOwner(passingOwner);
  const server = createDemoServer(language, timeNow());
  const store = createBoardStore({
    boardId: demoBoardId, sub: demoUser, api: server.source.board, cache: noCache, outbox: noOutbox,
    onRejected: (command, rejection) => reportRejection(store, command, rejection),
  });
  const begun = server.log.length;
  return { language, screen: createBoardScreen(store, server.source), isUntouched: () => server.log.length === begun };
}

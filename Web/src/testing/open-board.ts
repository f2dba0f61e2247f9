import { vi } from "vitest";
import type { Command } from "../board/commands";
import type { BoardState } from "../board/model";
import { createFakeServer } from "./fake-board-api";
import type { fakePage } from "./fake-page";

/** A board on a fake page, with its keys and a server in memory; needs fake timers. The first member is the signed-in one. */
export async function openBoard(page: ReturnType<typeof fakePage>, board: BoardState, query = "") {
  const { startRouter } = await import("../router");
  const { createBoardStore } = await import("../board/store");
  const { createBoardView } = await import("../board/board-view");
  const { boardKeys } = await import("../board/keyboard");
  const stopRouter = startRouter();
  page.goTo(`/b/${board.id}?${query}`);
  const outbox = { read: () => [], put: () => undefined, remove: () => undefined, clear: () => undefined };
  const cache = { get: async () => null, put: async () => undefined, remove: async () => undefined };
  const server = createFakeServer(board);
  const store = createBoardStore({ boardId: board.id, sub: [...board.members.values()][0]?.sub ?? "", api: server.api, cache, outbox });
  const stop = store.start();
  const settle = () => vi.advanceTimersByTimeAsync(0);
  await settle();
  const commands: Command[] = [];
  const view = createBoardView({ ...store, run: (command) => (commands.push(command), store.run(command)) });
  const keys = boardKeys(view);
  const close = (): void => {
    keys();
    view.dispose();
    stop();
    stopRouter();
  };
  return { view, server, commands, settle, close };
}

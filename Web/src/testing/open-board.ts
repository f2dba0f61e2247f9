import { vi } from "vitest";
import type { Command } from "../board/model/commands";
import type { BoardState } from "../board/model/model";
import { createFakeServer } from "./fake-board-api";

/** A board on a fake page or a real one, with its keys and a server in memory; needs fake timers. The first member is the signed-in one. */
export async function openBoard(page: { goTo: (path: string) => void }, board: BoardState, query = "") {
  const { startRouter } = await import("../routing/router");
  const { createBoardStore } = await import("../board/sync/store");
  const { createBoardScreen } = await import("../board/state/board-screen");
  const { boardKeys } = await import("../board/input/keyboard");
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
  const screen = createBoardScreen({ ...store, run: (command) => (commands.push(command), store.run(command)) }, server.source);
  const keys = boardKeys(screen);
  const close = (): void => {
    keys();
    screen.dispose();
    stop();
    stopRouter();
  };
  return { screen, server, commands, settle, close };
}

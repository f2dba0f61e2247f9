import { askEarly } from "../api/early";
import { cachedSeq } from "../board/sync/cache";
import { demoBoardId, type Route } from "../routing/routes";

/** Pages whose code comes when they are opened. */
export const loadBoardPage = () => import("../board/screen/board-page");
export const loadDemoPage = () => import("../demo/demo-page");
export const loadBoardsPage = () => import("../home/boards-page");
export const loadItemsPage = () => import("../course/items-page");
export const loadCourseCallback = () => import("../course/callback-page");

/** Begins to load the code of a page; null for one that is here already. */
export function loadPageOf(route: Route): Promise<unknown> | null {
  switch (route.page) {
    case "board":
      return route.boardId === demoBoardId ? loadDemoPage() : loadBoardPage();
    case "boards":
      return loadBoardsPage();
    case "items":
      return loadItemsPage();
    case "course-callback":
      return loadCourseCallback();
    default:
      return null;
  }
}

/** Asks for what a page shows before its code is there to ask; null where it shows nothing of the server's. */
export function askFirst(route: Route): Promise<unknown> | null {
  if (route.page === "board" && route.boardId !== demoBoardId) {
    const seq = cachedSeq(route.boardId);
    return askEarly(`/api/boards/${route.boardId}`, "/api/boards/{boardId}", seq === null ? null : `"${seq}"`);
  }
  return route.page === "boards" ? askEarly("/api/boards", "/api/boards") : null;
}

export type Route =
  | { page: "landing" }
  | { page: "items" }
  | { page: "course-callback" }
  | { page: "boards" }
  | { page: "board"; boardId: string; cardId: string | null; cardNumber?: number }
  | { page: "invite"; code: string }
  | { page: "callback" }
  | { page: "not-found" };

/** The board that can be tried without signing in; it has an address of its own. */
export const demoBoardId = "demo";

const id = "([A-Za-z0-9_-]+)";
const patterns: readonly [RegExp, (match: RegExpMatchArray) => Route][] = [
  [/^\/$/, () => ({ page: "landing" })],
  [/^\/course\/items$/, () => ({ page: "items" })],
  [/^\/course\/callback$/, () => ({ page: "course-callback" })],
  [/^\/boards$/, () => ({ page: "boards" })],
  [/^\/demo$/, () => ({ page: "board", boardId: demoBoardId, cardId: null })],
  [new RegExp(`^/demo/c/${id}$`), ([, cardId = ""]) => ({ page: "board", boardId: demoBoardId, cardId })],
  [new RegExp(`^/b/${id}$`), ([, boardId = ""]) => ({ page: "board", boardId, cardId: null })],
  [new RegExp(`^/b/${id}/c/${id}$`), ([, boardId = "", cardId = ""]) => ({ page: "board", boardId, cardId })],
  [new RegExp(`^/b/${id}/n/([1-9][0-9]*)$`), ([, boardId = "", number]) => ({ page: "board", boardId, cardId: null, cardNumber: Number(number) })],
  // A link that is copied out of a sentence takes along what stands behind it there.
  [new RegExp(`^/invite/${id}(?:[.,;:!?)>\\]"'*]|%[0-9A-F]{2})*$`, "i"), ([, code = ""]) => ({ page: "invite", code })],
  [/^\/callback$/, () => ({ page: "callback" })],
];

/** Which page an address path names. A trailing slash is forgiven. */
export function routeOf(path: string): Route {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, "") : path;
  for (const [pattern, build] of patterns) {
    const match = trimmed.match(pattern);
    if (match !== null) {
      return build(match);
    }
  }
  return { page: "not-found" };
}

/** The address's pattern, which says nothing about what is opened. */
export function templateOf(path: string): string {
  const route = routeOf(path);
  switch (route.page) {
    case "landing":
      return "/";
    case "items":
      return "/course/items";
    case "course-callback":
      return "/course/callback";
    case "boards":
      return "/boards";
    case "board":
      return route.boardId === demoBoardId ? "/demo" : route.cardId === null ? "/b/{boardId}" : "/b/{boardId}/c/{cardId}";
    case "invite":
      return "/invite/{code}";
    case "callback":
      return "/callback";
    case "not-found":
      return "{unknown}";
  }
}

export const boardPath = (boardId: string): string => (boardId === demoBoardId ? "/demo" : `/b/${boardId}`);
export const cardPath = (boardId: string, cardId: string): string => `${boardPath(boardId)}/c/${cardId}`;

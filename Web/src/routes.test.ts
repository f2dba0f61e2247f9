import { expect, test } from "vitest";
import { routeOf } from "./routes";

test.each([
  ["/", { page: "landing" }],
  ["/course/items/", { page: "items" }],
  ["/boards", { page: "boards" }],
  ["/b/abc-_1", { page: "board", boardId: "abc-_1", cardId: null }],
  ["/b/abc/c/def", { page: "board", boardId: "abc", cardId: "def" }],
  ["/invite/tok", { page: "invite", token: "tok" }],
  ["/b/", { page: "not-found" }],
  ["/b/a/x", { page: "not-found" }],
] as const)("%s", (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

import { expect, test } from "vitest";
import { routeOf } from "./routes";

test.each([
  ["/", { page: "landing" }],
  ["/course/items/", { page: "items" }],
  ["/boards", { page: "boards" }],
  ["/b/abc-_1", { page: "board", boardId: "abc-_1", cardId: null }],
  ["/b/abc/c/def", { page: "board", boardId: "abc", cardId: "def" }],
  ["/b/abc/n/12", { page: "board", boardId: "abc", cardId: null, cardNumber: 12 }],
  ["/b/abc/n/0", { page: "not-found" }],
  ["/b/abc/n/x", { page: "not-found" }],
  ["/invite/tok", { page: "invite", code: "tok" }],
  ["/invite/tok.", { page: "invite", code: "tok" }],
  ["/invite/tok)%20%0a", { page: "invite", code: "tok" }],
  ["/invite/tok/x", { page: "not-found" }],
  ["/b/", { page: "not-found" }],
  ["/b/a/x", { page: "not-found" }],
] as const)("%s", (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

import { beforeEach, expect, test, vi } from "vitest";
import type { BoardState, Card } from "../board/model/model";
import { fakePage } from "../testing/fake-page";
import { openBoard } from "../testing/open-board";

const card = (id: string): Card => ({ id, columnId: "x", rank: id, title: id, titleVersion: 1, version: 1 });
const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(),
  columns: new Map([["x", { id: "x", name: "x", rank: "a", version: 1 }]]),
  members: new Map([["m1", { id: "m1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
  cards: new Map([card("1"), card("2")].map((one) => [one.id, one])),
};
const page = fakePage("/boards");
beforeEach(() => vi.useFakeTimers());

async function onBoard() {
  const { address, navigate } = await import("./router");
  const { screen, close } = await openBoard(page, board);
  page.start("/boards");
  navigate("/b/b?q=x");
  return { screen, close, path: () => address.value.pathname + address.value.search };
}

test("closing a card goes back to the board, which the back button leaves", async () => {
  const { screen, close, path } = await onBoard();
  for (const id of ["1", "2", "1"]) {
    screen.openCard(id);
    expect(path()).toBe(`/b/b/c/${id}?q=x`);
    screen.closeCard();
    expect(path()).toBe("/b/b?q=x");
  }
  expect(page.addresses()).toEqual(["/boards", "/b/b?q=x"]);
  close();
});

test("closing a card that another card led to goes back to the board", async () => {
  const { screen, close } = await onBoard();
  screen.openCard("1");
  screen.openCard("2");
  screen.closeCard();
  screen.closeCard();
  expect(page.addresses()).toEqual(["/boards", "/b/b?q=x"]);
  close();
});

test("closing a card that was opened by its address leaves the board in its place", async () => {
  const { screen, close } = await onBoard();
  page.start("/b/b/c/1");
  screen.closeCard();
  expect(page.addresses()).toEqual(["/b/b"]);
  close();
});

test.each([
  ["/", "KanbanAspire"], ["/boards", "Boards"], ["/b/b", "Roadmap"], ["/b/b/c/1", "Roadmap"], ["/course/items", "Course items"], ["/nothing", "There is nothing here"],
])("%s is called %s", async (path, title) => {
  const { boardName, titleOf } = await import("./titles");
  const { routeOf } = await import("./routes");
  boardName.value = "Roadmap";
  expect(titleOf(routeOf(path))).toBe(title);
});

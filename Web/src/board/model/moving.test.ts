import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeElement, fakePage } from "../../testing/fake-page";
import { openBoard } from "../../testing/open-board";
import type { BoardScreen } from "../state/board-screen";
import { laneKinds } from "./lanes";
import type { BoardState, Card } from "./model";

const card = (id: string, columnId: string, more: Partial<Card> = {}): Card =>
  ({ id, columnId, rank: id, title: id, titleVersion: 1, version: 1, ...more });
const moved = card("1", "x", { priority: "urgent", assignees: ["m1", "m2"], labels: ["l1", "l2"] });
const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" },
  columns: new Map(["x", "y"].map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  labels: new Map(["l1", "l2"].map((id) => [id, { id, name: id, colour: "blue", version: 1 }])),
  members: new Map(["m1", "m2"].map((id) => [id, { id, sub: id, name: id, role: "owner", version: 1 }])),
  cards: new Map([moved, card("2", "y")].map((one) => [one.id, one])),
};

const page = fakePage();
beforeEach(() => vi.useFakeTimers());

const onCard = new FakeElement();
const ways: Record<string, (screen: BoardScreen) => void> = {
  "the key .": (screen) => {
    screen.hovered.cardId = "1";
    page.press(".");
  },
  "space, arrow, space": (screen) => {
    screen.hovered.cardId = "1";
    for (const key of [" ", "ArrowRight", " "]) {
      page.press(key, { target: onCard });
    }
  },
  "the card's column field": (screen) => screen.drop("1", { columnId: "y", cardId: null, edge: "after" }),
};

describe.each(Object.entries(ways))("moving by %s", (_, move) => {
  test.each(laneKinds)("with rows by %s changes the column and nothing else", async (lanes) => {
    const { screen, server, commands, settle, close } = await openBoard(page, board, `lanes=${lanes}`);

    move(screen);
    await settle();

    expect(commands.map(({ kind }) => kind)).toEqual(["moveCard"]);
    const { columnId, priority, assignees, labels } = server.state.cards.get("1") ?? moved;
    expect({ columnId, priority, assignees, labels })
      .toEqual({ columnId: "y", priority: "urgent", assignees: ["m1", "m2"], labels: ["l1", "l2"] });
    close();
  });
});

test.each([
  ["priority", "low", { priority: "low" }],
  ["label", "l2", { labels: ["l2"] }],
  ["assignee", "m2", { assignees: ["m2"] }],
  ["label", "", { labels: [] }],
] as const)("a drop into another row by %s is one command: %s", async (lanes, lane, becomes) => {
  const { screen, server, commands, settle, close } = await openBoard(page, board, `lanes=${lanes}`);

  screen.drop("1", { columnId: "y", lane, cardId: null, edge: "after" });
  expect(screen.listFor({ ...moved, ...becomes, columnId: "y" }, "y").map(({ id }) => id)).toContain("1");
  await settle();

  expect(commands.map(({ kind }) => kind)).toEqual(["moveCard"]);
  expect(server.state.cards.get("1")).toMatchObject({ columnId: "y", priority: "urgent", labels: ["l1", "l2"], assignees: ["m1", "m2"], ...becomes });
  expect(server.log).toHaveLength(1);
  close();
});

test("a pointer's drop into the row without priority takes the priority away", async () => {
  const { screen, server, settle, close } = await openBoard(page, board, "lanes=priority");

  screen.drop("1", { columnId: "x", lane: "", cardId: null, edge: "after" });
  await settle();

  expect(server.state.cards.get("1")?.priority).toBeNull();
  close();
});

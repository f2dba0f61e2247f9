// @vitest-environment node
import { expect, test, vi } from "vitest";
import { rejected } from "../api/answer";
import type { BoardState } from "../board/model/model";
import { cardsByColumn } from "../board/model/order";
import { createMemoryServer } from "../board/memory/memory-server";
import { parseQuickAdd } from "../board/model/quick-add";

vi.stubGlobal("navigator", { languages: ["en"] });
vi.stubGlobal("window", Object.assign(new EventTarget(), { location: new URL("http://localhost/boards") }));
vi.stubGlobal("BroadcastChannel", class extends EventTarget {});
const { fillSampleBoard, sampleTexts } = await import("./sample-board");

const board: BoardState = {
  id: "b", seq: 1, info: { name: "Sample board" }, cards: new Map(), labels: new Map(),
  columns: new Map(["todo", "doing", "done"].map((id, at) => [id, { id, name: id, rank: String(at + 1), version: 1 }])),
  members: new Map([["1", { id: "1", sub: "me", name: "Me", role: "owner", version: 1 }]]),
};

test.each(["en", "ko"] as const)("in %s the sample board has labels and cards that explain themselves", async (language) => {
  const server = createMemoryServer({ board, me: "1" });
  const texts = sampleTexts[language];
  expect((await fillSampleBoard(server.source.board, "b", texts)).ok).toBe(true);
  const { state } = server;
  const titles = [...cardsByColumn(state, new Map()).values()].map((cards) => cards.map(({ title }) => title));
  expect(titles).toEqual([
    [texts["card.drag"], texts["card.open"], texts["card.add"], texts["card.keys"]],
    [texts["card.undo"], texts["card.invite"]],
    [texts["card.made"]],
  ]);
  expect([...state.labels.values()].map(({ name }) => name)).toEqual([texts["label.start"], texts["label.keys"]]);
  expect([...state.cards.values()].find(({ title }) => title === texts["card.open"])).toMatchObject({ checklists: 1, entries: 2 });
});

test.each(["en", "ko"] as const)("in %s what the card about adding says can be typed", async (language) => {
  const server = createMemoryServer({ board, me: "1" });
  await fillSampleBoard(server.source.board, "b", sampleTexts[language]);
  const typed = sampleTexts[language]["card.add"].split(": ")[1] ?? "";
  const { labels, due, priority } = parseQuickAdd(typed, { labels: server.state.labels.values(), members: [], now: new Date(2026, 0, 2) });
  expect({ labels: labels.map((id) => server.state.labels.get(id)?.name), due, priority })
    .toEqual({ labels: [sampleTexts[language]["label.keys"]], due: "2026-01-03", priority: "high" });
});

test("a sample board that cannot be filled any further is left as it is", async () => {
  const server = createMemoryServer({ board, me: "1" });
  const send = vi.fn<typeof server.source.board.send>().mockResolvedValue(rejected("unavailable", true));
  expect((await fillSampleBoard({ ...server.source.board, send }, "b", sampleTexts.en)).ok).toBe(false);
  expect(send).toHaveBeenCalledTimes(1);
});

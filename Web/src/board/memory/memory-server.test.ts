// @vitest-environment node
import { array, assert, asyncProperty, constantFrom } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../model/commands";
import type { BoardState } from "../model/model";
import { createMemoryServer } from "./memory-server";

const end = { after: null, before: null };
const card = (title: string) => ({ title, labels: [], assignees: [], due: null, priority: null });
const empty: BoardState = {
  id: "b", seq: 0, info: { name: "Board" }, cards: new Map(),
  columns: new Map(["todo", "done"].map((id, at) => [id, { id, name: id, rank: String(at + 1), version: 0, done: id === "done" }])),
  labels: new Map([["l1", { id: "l1", name: "Idea", colour: "blue", version: 0 }]]),
  members: new Map([["1", { id: "1", sub: "me", name: "Me", role: "owner", version: 0 }]]),
};

async function open(...commands: Command[]) {
  const server = createMemoryServer({ board: empty, me: "1", now: () => Date.UTC(2026, 0, 2) });
  const send = (command: Command) => server.source.board.send("b", command, crypto.randomUUID());
  for (const command of commands) {
    await send(command);
  }
  const details = async (cardId: string) => {
    const answer = await server.source.card.details("b", cardId);
    return answer.ok ? answer.value : null;
  };
  return { server, send, details };
}

const createCard: Command = { kind: "createCard", cardId: "new-1", columnId: "todo", place: end, card: card("First") };

describe("a board in memory", () => {
  test("gives a new card its id, number and times", async () => {
    const { server } = await open(createCard);
    expect(server.state.cards.get("id1")).toMatchObject({ number: 1, title: "First", titleVersion: 1, version: 1, enteredAt: "2026-01-02T00:00:00.000Z", completedAt: null });
  });

  test("does a command once, however often it is sent", async () => {
    const { server } = await open();
    const answers = [await server.source.board.send("b", createCard, "same"), await server.source.board.send("b", createCard, "same")];
    expect(answers[0]).toEqual(answers[1]);
    expect(server.log.length).toBe(1);
  });

  test("completes a card in a column that is done", async () => {
    const { server } = await open(createCard, { kind: "moveCard", cardId: "id1", columnId: "done", place: end });
    expect(server.state.cards.get("id1")?.completedAt).toBe("2026-01-02T00:00:00.000Z");
  });

  test("counts a card's texts on its face", async () => {
    const { server, details } = await open(
      createCard,
      { kind: "describeCard", cardId: "id1", text: "**bold**", version: 0 },
      { kind: "addChecklist", cardId: "id1", checklistId: "new-2", title: "List" },
      { kind: "addEntry", cardId: "id1", checklistId: "id3", entryId: "new-3", text: "One" },
      { kind: "setEntry", cardId: "id1", checklistId: "id3", entryId: "id4", fields: { done: true } },
      { kind: "addComment", cardId: "id1", commentId: "new-4", text: "Hello", mentions: [] },
    );
    expect(server.state.cards.get("id1")).toMatchObject({ description: 8, checklists: 1, entries: 1, entriesDone: 1, comments: 1, version: 6 });
    expect(await details("id1")).toMatchObject({
      description: { text: "**bold**", version: 2 },
      checklists: [{ id: "id3", title: "List", entries: [{ id: "id4", text: "One", done: true }] }],
      comments: [{ id: "id6", by: "1", text: "Hello", at: "2026-01-02T00:00:00.000Z" }],
    });
  });

  test("keeps archived cards apart and brings them back", async () => {
    const { server, send } = await open(createCard, { kind: "archiveCard", cardId: "id1" });
    const archived = await server.source.archived("b");
    expect([server.state.cards.size, archived.ok && archived.value.map(({ title }) => title)]).toEqual([0, ["First"]]);
    await send({ kind: "restoreCard", cardId: "id1" });
    expect(server.state.cards.get("id1")?.columnId).toBe("todo");
  });

  test("rejects a text that was written on an older one, and a card for another board", async () => {
    const { send } = await open(createCard);
    expect(await send({ kind: "renameCard", cardId: "id1", title: "Mine", version: 0 })).toMatchObject({ ok: false, current: "First", currentVersion: 1 });
    expect(await send({ kind: "describeCard", cardId: "id1", text: "Mine", version: 7 })).toMatchObject({ ok: false, current: "", currentVersion: 0 });
    expect(await send({ kind: "transferCard", cardId: "id1", toBoardId: "x", toColumnId: "y" })).toMatchObject({ ok: false });
  });

  test("takes a step back and does it again, and leaves what came later", async () => {
    const { server, send } = await open(createCard, { kind: "renameCard", cardId: "id1", title: "Second", version: 1 }, { kind: "setCard", cardId: "id1", fields: { due: "2026-02-01" } });
    await send({ kind: "undo", seq: 2 });
    expect(server.state.cards.get("id1")).toMatchObject({ title: "First", titleVersion: 4, due: "2026-02-01" });
    await send({ kind: "undo", seq: 4 });
    expect(server.state.cards.get("id1")).toMatchObject({ title: "Second", titleVersion: 5, due: "2026-02-01" });
  });

  test("cannot take back that a card was deleted for good, nor a step that never was", async () => {
    const { send } = await open(createCard, { kind: "deleteCard", cardId: "id1" });
    expect([(await send({ kind: "undo", seq: 2 })).ok, (await send({ kind: "undo", seq: 99 })).ok]).toEqual([false, false]);
  });

  test("tells of a card's events page by page, newest first", async () => {
    const { server } = await open(createCard, { ...createCard, cardId: "new-2" }, ...Array.from({ length: 60 }, (_, at): Command => ({ kind: "setCard", cardId: "id1", fields: { estimate: at } })));
    const first = await server.source.card.activity("b", "id1");
    const next = first.ok && first.value.before ? await server.source.card.activity("b", "id1", first.value.before) : first;
    expect([first, next].map((page) => page.ok && [page.value.events.length, page.value.events.at(-1)?.seq, page.value.before])).toEqual([[50, 13, 13], [11, 1, null]]);
  });

  test("is as it was when the step that was done last is taken back", async () => {
    const steps: readonly Command[] = [
      { kind: "moveCard", cardId: "id1", columnId: "done", place: end },
      { kind: "labelCard", cardId: "id1", labelId: "l1", on: true },
      { kind: "assignCard", cardId: "id1", memberId: "1", on: true },
      { kind: "setCard", cardId: "id1", fields: { priority: "high", cover: "rose" } },
      { kind: "archiveCard", cardId: "id1" },
      { kind: "restoreCard", cardId: "id1", columnId: "done" },
      { kind: "copyCard", cardId: "id1", copyId: "new-3", columnId: "todo", place: end },
      { kind: "createColumn", columnId: "new-4", name: "New", place: end },
      { kind: "deleteColumn", columnId: "todo", moveTo: "done" },
      { kind: "deleteColumn", columnId: "todo", moveTo: null },
      { kind: "deleteLabel", labelId: "l1" },
      { kind: "setBoard", fields: { name: "Other" } },
      { kind: "addChecklist", cardId: "id1", checklistId: "new-5", title: "List" },
      { kind: "describeCard", cardId: "id1", text: "Text", version: 0 },
    ];
    await assert(asyncProperty(array(constantFrom(...steps), { minLength: 1, maxLength: 12 }), async (commands) => {
      const { server, send, details } = await open(createCard, ...commands.slice(0, -1));
      const before = [plain(server.state), (await details("id1"))?.description.text, (await details("id1"))?.checklists];
      const last = await send(commands.at(-1) ?? createCard);
      // What is rejected changed nothing.
      const undone = last.ok ? await send({ kind: "undo", seq: last.value.seq }) : last;
      expect(undone.ok).toBe(last.ok);
      expect([plain(server.state), (await details("id1"))?.description.text, (await details("id1"))?.checklists]).toEqual(before);
    }), { numRuns: 300 });
  });
});

/** Without the numbers and times that every step writes again. */
function plain({ info, columns, cards, labels }: BoardState): unknown {
  const bare = <T extends { version: number }>(entities: ReadonlyMap<string, T>) =>
    [...entities.values()].map((entity) => ({ ...entity, version: 0, titleVersion: 0, archived: false })).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return { info, columns: bare(columns), cards: bare(cards), labels: bare(labels) };
}

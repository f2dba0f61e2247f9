import { beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "../../api/answer";
import { rejected } from "../../testing/fake-board-api";
import type { Command } from "../model/commands";
import type { CardDetails } from "../model/details";
import type { Done } from "../sync/board-api";
import type { BoardStore } from "../sync/store";
import { createCardStore } from "./card-store";

const offline = rejected({ failure: "offline", retriable: true });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", new EventTarget());
});

/** A card whose server does commands at once; `down` counts the reads that fail first. */
function openCard({ down = 0, answer }: { down?: number; answer?: Answer<Done> } = {}) {
  const comments: CardDetails["comments"][number][] = [];
  let reads = 0;
  const run = async (command: Command): Promise<Answer<Done>> => {
    if (answer !== undefined) {
      return answer;
    }
    if (command.kind === "addComment") {
      comments.push({ id: "c1", by: "m1", at: "", text: command.text });
    }
    return { ok: true, value: { seq: 2, createdId: "c1" } };
  };
  const store = {
    boardId: "b", run, resumed: null, pending: { peek: () => [] }, me: { value: { id: "m1" } },
    resolve: (command: Command) => ("commentId" in command && comments.length > 0 ? { ...command, commentId: "c1" } : command),
  } as unknown as BoardStore;
  const details = async (): Promise<Answer<CardDetails>> => {
    reads++;
    return reads > 1 && down-- > 0 ? offline : { ok: true, value: { description: { text: "", version: 1 }, checklists: [], comments: [...comments] } };
  };
  const card = createCardStore(store, "1", { details, activity: async () => offline });
  return { card, shown: () => card.details.value?.comments.map(({ text }) => text), reads: () => reads };
}

test("a comment that was saved stays while it cannot be read again, and is there once when it can", async () => {
  const { card, shown } = openCard({ down: 3 });
  await card.load();
  await card.addComment("hello", []);
  expect(shown()).toEqual(["hello"]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(shown()).toEqual(["hello"]);
  expect(card.failure.value).toBeNull();
});

test("a comment that was rejected goes at once, read or not", async () => {
  const { card, shown } = openCard({ down: 1, answer: rejected() });
  await card.load();
  await card.addComment("hello", []);
  expect(shown()).toEqual([]);
});

test("a card that is closed is not read any more", async () => {
  const { card, reads } = openCard({ down: 100 });
  await card.load();
  await card.addComment("hello", []);
  card.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads()).toBe(2);
});

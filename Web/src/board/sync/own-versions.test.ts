import { expect, test } from "vitest";
import type { Command } from "../model/commands";
import type { BoardEvent } from "../model/model";
import { createOwnVersions } from "./own-versions";

const tick = (version: number): Command => ({ kind: "tickTask", cardId: "1", task: { text: "a", nth: 0 }, done: true, text: "- [x] a", version });
const written = (before: number, after: number): BoardEvent => ({
  seq: after, at: "", kind: "descriptionChanged",
  descriptions: [{ id: "1", before: { cardId: "1", version: before }, after: { cardId: "1", version: after } }],
});

test("an edit after a tick of the same text is based on it", () => {
  const own = createOwnVersions();
  own.learn(tick(3), written(3, 8));
  expect(own.rebased({ kind: "describeCard", cardId: "1", text: "x", version: 3 })).toMatchObject({ version: 8 });
  expect(own.rebased(tick(3))).toMatchObject({ version: 8 });
});

test("a tick that was done to the text of others is no base: their words are not in what this page has read", () => {
  const own = createOwnVersions();
  own.learn(tick(3), written(7, 8));
  expect(own.rebased(tick(3))).toMatchObject({ version: 3 });
});

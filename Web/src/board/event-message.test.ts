// @vitest-environment node
import { expect, test } from "vitest";
import { eventMessage } from "./event-message";

const card = { id: "c", columnId: "x", rank: "a0", title: "Card", titleVersion: 1, version: 2 };

test.each([
  ["checklistAdded", [{ id: "c", after: card }], "activity.checklist"],
  ["cardRecurred", [{ id: "c", after: card }], "activity.card-created"],
  ["ofALaterVersion", [{ id: "c", after: card }], "activity.card-changed"],
  ["ofALaterVersion", [], "activity.changed"],
])("%s with the cards %j is told as %s", (kind, cards, message) => {
  expect(eventMessage({ kind, cards })).toBe(message);
});

// @vitest-environment node
import { expect, test } from "vitest";
import { eventMessage } from "./event-message";

const card = { id: "c", columnId: "x", rank: "a0", title: "Card", titleVersion: 1, version: 2 };

test.each([
  ["checklistAdded", [{ id: "c", after: card }], "activity.checklist"],
  ["cardRecurred", [{ id: "c", after: card }], "activity.card-recurred"],
  ["ruleSkipped", [], "activity.rule-skipped"],
  ["cardChanged", [{ id: "c", before: card, after: { ...card, due: "2026-12-24" } }], "activity.card-dates"],
  ["cardChanged", [{ id: "c", before: { ...card, cover: "red" }, after: card }], "activity.card-cover"],
  ["cardChanged", [{ id: "c", before: card, after: { ...card, due: "2026-12-24", estimate: 3 } }], "activity.card-changed"],
  ["cardMoved", [{ id: "c", before: card, after: { ...card, columnId: "y" } }], "activity.card-moved"],
  ["cardMoved", [{ id: "c", before: card, after: { ...card, rank: "a1" } }], "activity.card-moved"],
  ["cardMoved", [{ id: "c", before: { ...card, labels: ["l"] }, after: { ...card, rank: "a1", labels: ["m", "l"] } }], "activity.card-labels"],
  ["cardMoved", [{ id: "c", before: { ...card, labels: ["l"] }, after: { ...card, columnId: "y", labels: ["m"] } }], "activity.card-moved"],
  ["ofALaterVersion", [{ id: "c", after: card }], "activity.card-changed"],
  ["ofALaterVersion", [], "activity.changed"],
])("%s with the cards %j is told as %s", (kind, cards, message) => {
  expect(eventMessage({ kind, cards })).toBe(message);
});

// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { language } from "../../i18n/settings";
import { rendered } from "../../testing/rendered";
import type { Command } from "../model/commands";
import { byId, type Card, type Column, type Label, type Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { CardProperties } from "./card-properties";

const columns: Column[] = [{ id: "x", name: "To do", rank: "a", version: 1 }];
const members: Member[] = [{ id: "m1", sub: "s1", name: "Ann", role: "editor", version: 1 }];
const labels: Label[] = [{ id: "l1", name: "Bug", colour: "rose", version: 1 }];
const empty: Card = { id: "k", columnId: "x", rank: "a", title: "Write", titleVersion: 1, version: 3 };
const full: Card = { ...empty, labels: ["l1"], assignees: ["m1"], due: "2026-02-09", start: "2026-02-02", priority: "high", estimate: 1.5, cover: "teal" };

let shown: ReturnType<typeof rendered> | null = null;
let sent: Command[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 1, 1, 12) });
  language.value = "en";
  sent = [];
});
afterEach(() => {
  shown?.remove();
  vi.useRealTimers();
});

async function show(card: Card, mayEdit: boolean) {
  const screen = {
    store: { run: (command: Command) => sent.push(command) }, columns: signal(byId(columns)), members: signal(byId(members)), labels: signal(byId(labels)), mayEdit: signal(mayEdit),
  } as unknown as BoardScreen;
  shown = rendered(<CardProperties card={card} screen={screen} />);
  await shown.show();
  return shown;
}

test("CardProperties_ForAReader_AreRowsWithoutFields", async () => {
  const { texts } = await show(full, false);
  expect(texts(".property")).toEqual(["PeopleAnn", "LabelsBug", "Due dateFeb 9", "Start dateFeb 2", "PriorityHigh", "Estimate1.5points"]);
  expect(document.querySelectorAll("button, input, select").length).toBe(0);
});

test("CardProperties_OfAnEmptyCard_SayNone", async () => {
  const { texts } = await show(empty, false);
  expect(texts(".property-empty .property-value")).toEqual(["None", "None", "None", "None", "None", "None"]);
});

test("CardProperties_ForAnEditor_AreNamedByTheirPropertyAndValue", async () => {
  await show(full, true);
  expect([...document.querySelectorAll("button")].map((button) => button.getAttribute("aria-label"))).toEqual([
    "Choose people: Ann", "Choose labels: Bug", "Due date: Feb 9", "Start date: Feb 2", "Cover colour: Teal",
  ]);
});

test("CardProperties_DueBeforeTheStart_IsToldAndNotSent", async () => {
  const { click, clickWith, type, find } = await show(full, true);
  await click(".property-due button");
  await type(".date-panel input", "2026-02-01");
  await clickWith(".month-day", "Sunday, February 1, 2026");
  expect([find(".field-problem").textContent, sent]).toEqual(["The card starts on Feb 2, 2026: it cannot be due before.", []]);
  await clickWith(".month-day", "Monday, February 2, 2026");
  expect(sent).toEqual([{ kind: "setCard", cardId: "k", fields: { due: "2026-02-02" } }]);
});

import { beforeEach, describe, expect, test, vi } from "vitest";
import { rejected } from "../../testing/fake-board-api";
import { fakeStorage } from "../../testing/fake-storage";
import type { Command } from "../model/commands";
import type { BoardStore } from "./store";

const store = { boardId: "b", state: { peek: () => null }, columns: { peek: () => [{ id: "x", name: "To do" }] } } as unknown as BoardStore;
const place = { after: null, before: null };
/** Commands with a text, and the key of the field that it was typed in. */
const typed: readonly [key: string, Command][] = [
  ["add.b.x", { kind: "createCard", cardId: "new-1", columnId: "x", place, card: { title: "text", labels: [], assignees: [], due: null, priority: null } }],
  ["title.1", { kind: "renameCard", cardId: "1", title: "text", version: 1 }],
  ["description.1", { kind: "describeCard", cardId: "1", text: "text", version: 7 }],
  ["comment.1", { kind: "addComment", cardId: "1", commentId: "new-1", text: "text", mentions: [] }],
  ["comment-edit.c", { kind: "editComment", cardId: "1", commentId: "c", text: "text" }],
  ["checklist.l", { kind: "renameChecklist", cardId: "1", checklistId: "l", title: "text" }],
  ["entry.l", { kind: "addEntry", cardId: "1", checklistId: "l", entryId: "new-1", text: "text" }],
  ["entry-edit.e", { kind: "setEntry", cardId: "1", checklistId: "l", entryId: "e", fields: { text: "text" } }],
  ["column.b.new", { kind: "createColumn", columnId: "new-1", name: "text", place }],
  ["column.b.x", { kind: "setColumn", columnId: "x", fields: { name: "text" } }],
  ["label.b.new", { kind: "createLabel", labelId: "new-1", name: "text", colour: "blue" }],
  ["label.b.l", { kind: "setLabel", labelId: "l", fields: { name: "text" } }],
  ["board.b.name", { kind: "setBoard", fields: { name: "text" } }],
  ["board.b.description", { kind: "setBoard", fields: { description: "text" } }],
];
const toast = vi.fn<(message: { text: string; action?: { label: string; run: () => void } }) => void>();

beforeEach(() => {
  vi.resetModules();
  toast.mockClear();
  vi.doMock("../../ui/toasts", () => ({ toast }));
  vi.stubGlobal("navigator", { languages: ["en"], clipboard: { writeText: vi.fn() } });
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("sessionStorage", fakeStorage());
  vi.stubGlobal("document", { documentElement: {}, addEventListener: () => undefined });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { pathname: "/b/b" } }));
});

const open = async () => ({ ...await import("./rejections"), ...await import("../../lib/drafts") });

describe("a rejected text", () => {
  test.each(typed)("comes back to %s", async (key, command) => {
    const { drafts, reportRejection } = await open();
    reportRejection(store, command, rejected());
    expect(drafts(key).get()).toBe("text");
    expect(toast.mock.lastCall?.[0].text).toContain("Your text is kept");
  });

  test.each(typed)("does not replace what is typed in %s meanwhile, and can be copied", async (key, command) => {
    const { drafts, reportRejection } = await open();
    drafts(key).set("the next one");
    reportRejection(store, command, rejected());
    expect(drafts(key).get()).toBe("the next one");
    toast.mock.lastCall?.[0].action?.run();
    expect(navigator.clipboard.writeText).toHaveBeenCalledWith("text");
  });

  test("of a thing that was not made is said; a change without a text is not", async () => {
    const { reportRejection } = await open();
    const because: Command = { kind: "createCard", cardId: "new-1", columnId: "x", place, card: { title: "text", labels: [], assignees: [], due: null, priority: null } };
    reportRejection(store, { kind: "archiveCard", cardId: "new-1" }, rejected(), because);
    expect(toast).not.toHaveBeenCalled();
    reportRejection(store, { kind: "renameCard", cardId: "new-1", title: "text", version: 0 }, rejected(), because);
    expect(toast).toHaveBeenCalledOnce();
  });

  test("of a card in a column that is gone comes back in the first column, which is named", async () => {
    const { drafts, reportRejection } = await open();
    reportRejection(store, { kind: "createCard", cardId: "new-1", columnId: "new-gone", place, card: { title: "text", labels: [], assignees: [], due: null, priority: null } }, rejected());
    expect(drafts("add.b.x").get()).toBe("text");
    expect(toast.mock.lastCall?.[0].text).toContain("Your text is kept in “To do”");
  });

  test("of a description keeps the version that it was written for", async () => {
    const { drafts, reportRejection } = await open();
    reportRejection(store, { kind: "describeCard", cardId: "1", text: "text", version: 7 }, rejected());
    expect(drafts("description.1.base").get()).toBe("7");
  });

  test("says nothing of a field that may not be opened", async () => {
    const { reportRejection } = await open();
    reportRejection(store, { kind: "setBoard", fields: { name: "text" } }, rejected({ failure: "forbidden" }));
    expect(toast.mock.lastCall?.[0].text).not.toContain("Your text is kept");
    expect(toast.mock.lastCall?.[0].action?.label).toBe("Copy the text");
  });
});

test.each<[string, Command]>([
  ["at most 50 bytes", { kind: "describeCard", cardId: "1", text: "text", version: 7 }],
  ["at most 50 characters", { kind: "setEntry", cardId: "1", checklistId: "l", entryId: "e", fields: { text: "text" } }],
  ["at most 50. Choose a smaller one", { kind: "setColumn", columnId: "x", fields: { wipLimit: 6_000 } }],
])("a limit is named as %s where it was exceeded", async (words, command) => {
  const { reportRejection } = await open();
  reportRejection(store, command, rejected({ type: "urn:kanbanaspire:problem:invalid", limit: 50 }));
  expect(toast.mock.lastCall?.[0].text).toContain(words);
});

test.each<[string, Command]>([
  ["Choose dates between 1970 and 2199", { kind: "setCard", cardId: "1", fields: { due: "1900-01-01" } }],
  ["This number cannot be saved", { kind: "setCard", cardId: "1", fields: { estimate: -1 } }],
  ["There is no room at this place", { kind: "moveCard", cardId: "1", columnId: "x", place }],
  ["Write at least one character", { kind: "createColumn", columnId: "new-1", name: "text", place }],
  ["Check what you entered", { kind: "assignCard", cardId: "1", memberId: "9", on: true }],
])("a broken rule is said as %s where it was broken", async (words, command) => {
  const { reportRejection } = await open();
  reportRejection(store, command, rejected({ type: "urn:kanbanaspire:problem:invalid" }));
  expect(toast.mock.lastCall?.[0].text).toContain(words);
});

test("a change without a text can be tried again where that may help", async () => {
  const { reportRejection } = await open();
  const move: Command = { kind: "moveCard", cardId: "1", columnId: "x", place };
  reportRejection(store, move, rejected({ failure: "unavailable", retriable: true }));
  expect(toast.mock.lastCall?.[0].action?.label).toBe("Try again");
  reportRejection(store, move, rejected());
  expect(toast.mock.lastCall?.[0].action).toBeUndefined();
});

// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakePage } from "../testing/fake-page";

const page = fakePage("/demo");
vi.stubGlobal("BroadcastChannel", class extends EventTarget {});
const fetched = vi.fn();
vi.stubGlobal("fetch", fetched);
const { startRouter } = await import("../routing/router");
const { openDemo } = await import("./open-demo");
const { boardKeys } = await import("../board/input/keyboard");
const { drafts } = await import("../lib/drafts");
const { createCardStore } = await import("../board/card/card-store");

const now = new Date(2026, 2, 10, 12);
const end = { after: null, before: null };

beforeEach(() => {
  vi.useFakeTimers({ now });
  page.start("/demo");
});
afterEach(() => vi.useRealTimers());

async function open(language: "en" | "ko" = "en") {
  const stopRouter = startRouter();
  const demo = openDemo(language);
  const { screen } = demo;
  const stop = screen.store.start();
  const keys = boardKeys(screen);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  await settle();
  const titles = (columnId: string): string[] => (screen.shown.value.get(columnId) ?? []).map(({ title }) => title);
  const find = (title: string) => [...screen.store.state.value?.cards.values() ?? []].find((card) => card.title === title);
  const close = (): void => {
    keys();
    stop();
    screen.dispose();
    stopRouter();
  };
  return { demo, screen, store: screen.store, settle, titles, find, close };
}

describe("the demo's board", () => {
  test.each(["en", "ko"] as const)("in %s is a small team's work with something of everything", async (language) => {
    const { screen, store, close } = await open(language);
    const cards = [...store.state.value?.cards.values() ?? []];
    expect(store.columns.value.map(({ done }) => done)).toEqual([false, false, false, true]);
    expect([cards.length, screen.labels.value.size, screen.members.value.size]).toEqual([14, 5, 4]);
    expect(cards.every(({ title }) => title !== "")).toBe(true);
    for (const has of ["cover", "estimate", "priority", "description", "comments", "entries"] as const) {
      expect([has, cards.some((card) => card[has])]).toEqual([has, true]);
    }
    expect(cards.map(({ due }) => due).filter(Boolean).toSorted().slice(0, 3)).toEqual(["2026-03-04", "2026-03-09", "2026-03-11"]);
    close();
  });

  test("was made by the others, before now, so that there is nothing of one's own to undo", async () => {
    const { screen, store, close } = await open();
    const history = await screen.source.board.activity(store.boardId);
    const events = history.ok ? history.value.events : [];
    expect(events.length).toBe(50);
    expect(events.every(({ at, by }) => Date.parse(at) < now.getTime() && by !== store.me.value?.id)).toBe(true);
    expect(store.undo.value.undo).toEqual([]);
    close();
  });

  test("opens a card with its description, checklist and comments", async () => {
    const { screen, store, find, settle, close } = await open();
    const texts = createCardStore(store, find("Landing page for launch day")?.id ?? "", screen.source.card);
    await texts.load();
    expect(texts.details.value?.description.text).toContain("## It has to answer");
    expect(texts.details.value?.checklists[0]?.entries.map(({ done }) => done)).toEqual([true, true, true, false, false]);
    void texts.addComment("Looks good", []);
    await settle();
    expect(texts.details.value?.comments.map(({ by, text }) => [by, text]).at(-1)).toEqual(["you", "Looks good"]);
    close();
  });

  test("adds, moves, renames and archives cards, and takes every step back and does it again", async () => {
    const { screen, store, titles, find, settle, close } = await open();
    const before = ["todo", "doing"].map(titles);
    void store.run({ kind: "createCard", cardId: "new-1", columnId: "todo", place: end, card: { title: "Mine", labels: [], assignees: [], due: null, priority: null } });
    await settle();
    expect(titles("todo")).toContain("Mine");
    screen.drop(find("Mine")?.id ?? "", { columnId: "doing", cardId: null, edge: "after" });
    await settle();
    expect(titles("doing").at(-1)).toBe("Mine");
    const { id = "", titleVersion = 0 } = find("Mine") ?? {};
    void store.run({ kind: "renameCard", cardId: id, title: "Ours", version: titleVersion });
    await settle();
    void store.run({ kind: "archiveCard", cardId: id });
    await settle();
    expect(find("Ours")).toBeUndefined();
    for (let step = 0; step < 4; step++) {
      screen.undo();
      await settle();
    }
    expect(["todo", "doing"].map(titles)).toEqual(before);
    for (let step = 0; step < 3; step++) {
      screen.redo();
      await settle();
    }
    expect(titles("doing").at(-1)).toBe("Ours");
    close();
  });

  test("can be filtered, shown in rows and used by key", async () => {
    const { screen, titles, settle, close } = await open();
    screen.setFilter({ ...screen.filter.peek(), text: "photos" });
    expect(screen.shownCount.value).toBe(2);
    screen.setFilter({ ...screen.filter.peek(), text: "" });
    screen.setLanes("assignee");
    expect(screen.rows.value.map(({ key }) => key).toSorted()).toEqual(["", "emma", "leo", "sofia", "you"]);
    screen.setLanes("none");
    screen.hovered.cardId = screen.shown.value.get("todo")?.[0]?.id ?? null;
    page.press("c", { code: "KeyC" });
    await settle();
    expect(titles("todo")).toHaveLength(4);
    close();
  });

  test("has addresses of its own", async () => {
    const { screen, find, close } = await open();
    const { id = "" } = find("Terms of sale") ?? {};
    screen.openCard(id);
    expect(page.addresses().at(-1)).toBe(`/demo/c/${id}`);
    screen.closeCard();
    expect(page.addresses().at(-1)).toBe("/demo");
    close();
  });

  test("sends nothing, keeps nothing in the browser and begins again", async () => {
    const { demo, screen, store, titles, settle, close } = await open();
    expect(demo.isUntouched()).toBe(true);
    drafts("title.id1").set("half");
    screen.toggleCollapsed("todo");
    void store.run({ kind: "setBoard", fields: { name: "Mine" } });
    await vi.advanceTimersByTimeAsync(30_000);
    expect([drafts("title.id1").get(), titles("todo").length, demo.isUntouched()]).toEqual(["half", 5, false]);
    drafts("title.id1").set("");
    expect(fetched).not.toHaveBeenCalled();
    expect(Object.keys(localStorage)).toEqual([]);
    close();
    await settle();
    const again = await open();
    expect(again.screen.info.value?.name).toBe("Spring launch");
    again.close();
  });
});

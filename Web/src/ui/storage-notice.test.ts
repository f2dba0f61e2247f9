import { beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { documentElement: {}, querySelector: () => null }));
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("sessionStorage", fakeStorage());
});

/** A page whose storage takes as much as `room` says. */
async function open(languages: readonly string[], room: () => number) {
  vi.stubGlobal("navigator", { languages });
  vi.stubGlobal("localStorage", fakeStorage({}, room));
  const [{ drafts }, { shownToasts }, { watchStorage }] = await Promise.all([import("../lib/drafts"), import("./toasts"), import("./storage-notice")]);
  watchStorage();
  return { draft: drafts("comment.1"), texts: () => shownToasts.value.map(({ text }) => text) };
}

test.each([["en", "what you type is not kept on this device"], ["ko", "입력한 내용이 이 기기에 남지 않습니다"]])("a full storage is said once, until it works again (%s)", async (language, words) => {
  let room = 0;
  const { draft, texts } = await open([language], () => room);
  draft.set("a");
  draft.set("a text");
  draft.set("");
  draft.set("another text");
  expect(texts()).toEqual([expect.stringContaining(words)]);
  room = 1_000;
  draft.set("another text, and there is room");
  expect(texts()).toEqual([]);
  room = 0;
  draft.set("another text, and there is no room any more");
  expect(texts().length).toBe(1);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";
import { createOutbox, nextOrder, wipeOutbox, type Queued } from "./outbox";

const queued = (id: string): Queued => ({ id, order: nextOrder(), command: { kind: "createColumn", id: "c", name: "To do", before: null } as never });

beforeEach(() => vi.stubGlobal("localStorage", fakeStorage()));
afterEach(() => vi.unstubAllGlobals());

test("a later page finds what was put, in the order it was done", () => {
  const [first, second] = [queued("1"), queued("2")];
  const outbox = createOutbox("me", "b");
  outbox.put(second);
  outbox.put(first);
  expect(createOutbox("me", "b").read()).toEqual([first, second]);
  expect(createOutbox("me", "other").read()).toEqual([]);
  expect(createOutbox("you", "b").read()).toEqual([]);
});

test("an entry that is no command is taken away, and the rest is read", () => {
  const whole = queued("1");
  const outbox = createOutbox("me", "b");
  outbox.put(whole);
  localStorage.setItem("outbox.me/b/half", '{"id":"half","ord');
  localStorage.setItem("outbox.me/b/other", "{}");
  expect(outbox.read()).toEqual([whole]);
  expect(Object.keys(localStorage)).toEqual(["outbox.me/b/1"]);
});

test("what is older than the server remembers is not sent", () => {
  const outbox = createOutbox("me", "b");
  outbox.put({ ...queued("old"), order: (Date.now() - 25 * 60 * 60 * 1_000) * 1_000 });
  expect(outbox.read()).toEqual([]);
});

test("signing out takes all of it away, and nothing else", () => {
  createOutbox("me", "b").put(queued("1"));
  localStorage.setItem("theme", "dark");
  wipeOutbox();
  expect(Object.keys(localStorage)).toEqual(["theme"]);
});

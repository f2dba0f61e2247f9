// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rendered } from "../testing/rendered";
import { shownToasts, toast, Toasts } from "./toasts";

let shown: ReturnType<typeof rendered>;
beforeEach(async () => {
  shown = rendered(<Toasts />);
  await shown.show();
});
afterEach(() => {
  shownToasts.value = [];
  shown.remove();
});

test("Toast_ActionPressed_GoesAndActsOnce", async () => {
  const run = vi.fn();
  await act(() => void toast({ text: "Archived", action: { label: "Undo", run } }));
  await shown.click("button.toast-action");
  expect([shown.texts(".toast-text"), run.mock.calls.length]).toEqual([[], 1]);
});

test("Toast_Closed_LeavesTheOthersInPlace", async () => {
  await act(() => ["one", "two", "three"].forEach((text) => toast({ text, kind: "error" })));
  const third = shown.find(".toast:last-child");
  await shown.click(".toast:nth-child(2) [aria-label]");
  // The region reads what is added: an element that is made again would be read again.
  expect([shown.texts(".toast-text"), shown.find(".toast:last-child") === third]).toEqual([["one", "three"], true]);
});

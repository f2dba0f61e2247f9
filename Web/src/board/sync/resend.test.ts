import { beforeEach, expect, test, vi } from "vitest";
import { rejected } from "../../testing/fake-board-api";
import { sendUntilAnswered } from "./resend";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", new EventTarget());
});

const tooMany = (retryAfterMs: number | null) =>
  rejected({ failure: "unavailable", retriable: true, type: "urn:kanbanaspire:problem:too-many-writes", retryAfterMs });

test.each([
  [60_000, 60_000],
  [24 * 60 * 60_000, 300_000],
  [0, 300],
  [null, 300],
])("Retry-After of %s ms is waited for, at most five minutes", async (retryAfterMs, waitMs) => {
  const send = vi.fn().mockResolvedValueOnce(tooMany(retryAfterMs)).mockResolvedValue({ ok: true, value: 1 });
  const answer = sendUntilAnswered(send, () => true);
  await vi.advanceTimersByTimeAsync(waitMs - 1);
  expect(send).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toEqual({ ok: true, value: 1 });
});

test("a network that is back does not shorten what the server asked for", async () => {
  const send = vi.fn().mockResolvedValueOnce(tooMany(60_000)).mockResolvedValue({ ok: true, value: 1 });
  void sendUntilAnswered(send, () => true);
  await vi.advanceTimersByTimeAsync(1_000);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(send).toHaveBeenCalledTimes(1);
});

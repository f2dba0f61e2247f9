import { beforeEach, expect, test, vi } from "vitest";
import { untilDone } from "./start";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", new EventTarget());
});

test("what fails is tried again, at once when asked or when the network is back", async () => {
  const step = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError("Failed to fetch"));
  const waiting = vi.fn<(retry: () => void) => void>();
  const done = untilDone(step, waiting);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(step).toHaveBeenCalledTimes(2);
  waiting.mock.lastCall?.[0]();
  await vi.advanceTimersByTimeAsync(0);
  expect(step).toHaveBeenCalledTimes(3);
  step.mockResolvedValue("configuration");
  window.dispatchEvent(new Event("online"));
  expect(await done).toBe("configuration");
  expect(waiting).toHaveBeenCalledTimes(3);
});

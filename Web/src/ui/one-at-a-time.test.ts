import { expect, test, vi } from "vitest";
import { oneAtATime } from "./one-at-a-time";

test("drops what is asked for while it is at work, and does it again afterwards", async () => {
  let finish = (): void => undefined;
  const action = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const once = oneAtATime(action);
  const first = once();
  await once();
  expect(action).toHaveBeenCalledTimes(1);
  finish();
  await first;
  void once();
  expect(action).toHaveBeenCalledTimes(2);
});

test("works again after a failure", async () => {
  const action = vi.fn().mockRejectedValueOnce(new Error("down")).mockResolvedValue(undefined);
  const once = oneAtATime(action);
  await expect(once()).rejects.toThrow("down");
  await once();
  expect(action).toHaveBeenCalledTimes(2);
});

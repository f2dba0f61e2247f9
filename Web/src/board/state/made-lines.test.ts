import { beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "../../api/answer";
import { rejected } from "../../testing/fake-board-api";
import { fakeStorage } from "../../testing/fake-storage";
import type { Command } from "../model/commands";
import type { Done } from "../sync/board-api";

beforeEach(() => {
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("document", { documentElement: {}, addEventListener: () => undefined });
  vi.stubGlobal("window", new EventTarget());
});

const done = (seq: number): Answer<Done> => ({ ok: true, value: { seq } });

test("one undo takes all back, the last one first, when all are answered", async () => {
  const { offerUndo } = await import("./made-lines");
  const { shownToasts } = await import("../../ui/toasts");
  const commands: Command[] = [];
  let answerLast: (answer: Answer<Done>) => void = () => undefined;
  const last = new Promise<Answer<Done>>((resolve) => (answerLast = resolve));
  const run = async (command: Command): Promise<Answer<Done>> => (commands.push(command), done(99));

  offerUndo({ run }, [Promise.resolve(done(4)), Promise.resolve(rejected()), last], "made");
  shownToasts.value.at(-1)?.action?.run();
  await Promise.resolve();
  expect(commands).toEqual([]);
  answerLast(done(7));
  await vi.waitFor(() => expect(commands).toEqual([{ kind: "undo", seq: 7 }, { kind: "undo", seq: 4 }]));
});

test("the lines that were rejected are told in their order", async () => {
  const { rejectedLines } = await import("./made-lines");
  expect(await rejectedLines(["a", "b", "c"], [Promise.resolve(rejected()), Promise.resolve(done(1)), Promise.resolve(rejected())])).toEqual(["a", "c"]);
});

import { t } from "../../i18n/i18n";
import { announce } from "../../ui/announce";
import { toast } from "../../ui/toasts";
import type { BoardStore } from "../sync/store";

type Stack = "undo" | "redo";

/** Takes steps back one after the other, and after what was done just now: the server must know a step before it is taken back. */
export function createStepBack(store: Pick<BoardStore, "failure" | "answered" | "undo" | "run">) {
  let last: Promise<void> = Promise.resolve();

  const step = async (stack: Stack): Promise<void> => {
    await store.answered();
    const event = store.undo.peek()[stack].at(-1);
    if (event === undefined) {
      announce(t(`${stack}.nothing`));
      return;
    }
    const answer = await store.run({ kind: "undo", seq: event.seq });
    if (answer.ok) {
      toast({
        text: t(`${stack}.done`),
        action: stack === "undo" ? { label: t("action.redo"), run: redo } : { label: t("action.undo"), run: undo },
      });
    }
  };
  const stepBack = (stack: Stack): void => {
    if (store.failure.peek() === "offline") {
      toast({ text: t("undo.offline") });
    } else {
      last = last.then(() => step(stack));
    }
  };
  const undo = (): void => stepBack("undo");
  const redo = (): void => stepBack("redo");
  return { undo, redo };
}

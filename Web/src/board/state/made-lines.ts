import type { Answer } from "../../api/answer";
import { t } from "../../i18n/i18n";
import { toast } from "../../ui/toasts";
import type { Done } from "../sync/board-api";
import type { BoardStore } from "../sync/store";

/** Says that several things were made, with one undo for all of them: the last is taken back first, as the log has them. */
export function offerUndo(store: Pick<BoardStore, "run">, made: readonly Promise<Answer<Done>>[], text: string): void {
  const undoAll = async (): Promise<void> => {
    const answers = await Promise.all(made);
    answers.toReversed().forEach((answer) => answer.ok && void store.run({ kind: "undo", seq: answer.value.seq }));
  };
  toast({ text, action: { label: t("action.undo"), run: () => void undoAll() } });
}

/** The lines that were rejected, when all are answered. */
export async function rejectedLines(lines: readonly string[], made: readonly Promise<Answer<Done>>[]): Promise<readonly string[]> {
  const answers = await Promise.all(made);
  return lines.filter((_, at) => answers[at]?.ok === false);
}

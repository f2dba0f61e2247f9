import type { Rejected } from "../../api/answer";
import { problemText, type Entered } from "../../api/problem-text";
import { t } from "../../i18n/i18n";
import { toast, type Toast } from "../../ui/toasts";
import type { TypedText } from "../commands/spec";
import { typedText } from "../commands/table";
import type { Command } from "../model/commands";
import { giveBack } from "./kept-text";
import type { BoardStore } from "./store";

/** Says why something that was shown already had to be taken back. */
export function reportRejection(store: BoardStore, given: Command, rejection: Rejected, because?: Command): void {
  const { command, elsewhere } = withField(store, given);
  const typed = typedText(store.boardId, command);
  if (because !== undefined && typed === null) {
    return; // Said once, of what was not made.
  }
  const returned = typed !== null && giveBack(command, typed);
  // A stale text is no matter for a toast where its editor is open: that shows both texts.
  if (rejection.current !== null && command.kind !== "tickTask") {
    if ("cardId" in command && !window.location.pathname.endsWith(`/c/${command.cardId}`)) {
      toast({ kind: "error", text: t("conflict.elsewhere", { title: store.state.peek()?.cards.get(command.cardId)?.title ?? "" }) });
    }
    return;
  }
  // Who may not write any more finds no field to open.
  const opens = returned && (rejection.failure === "rejected" || rejection.failure === "unavailable");
  const text = [t("problem.taken-back"), problemText(rejection, enteredBy(command)), ...(opens ? [elsewhere === null ? t("problem.text-kept") : t("problem.text-kept-in", { column: elsewhere })] : [])].join(" ");
  toast({ kind: "error", text, ...actionFor(store, command, rejection, typed) });
}

/** What was entered, as far as a rule about it says more than that it is broken. */
function enteredBy(command: Command): Entered | undefined {
  switch (command.kind) {
    case "describeCard":
    case "addComment":
    case "editComment":
      return "long-text";
    case "setColumn":
      return command.fields.wipLimit === undefined ? undefined : "number";
    case "setCard":
      return command.fields.due !== undefined || command.fields.start !== undefined ? "dates" : command.fields.estimate === undefined ? undefined : "number";
    case "moveCard":
    case "moveColumn":
    case "copyCard":
      return "place";
    case "createCard":
      return undefined; // It may be a label or a person of it that is gone.
    default:
      return typedText("", command) === null ? undefined : "line";
  }
}

/** The command whose field takes the text back. A new card's is gone with its column: that of the first column takes it, which is named then. */
function withField(store: BoardStore, command: Command): { command: Command; elsewhere: string | null } {
  const first = store.columns.peek()[0];
  return command.kind === "createCard" && first !== undefined && !store.columns.peek().some(({ id }) => id === command.columnId)
    ? { command: { ...command, columnId: first.id }, elsewhere: first.name } : { command, elsewhere: null };
}

/** A text that is back in its field is sent again from there, or copied: sent from here too, it would be there twice. */
function actionFor(store: BoardStore, command: Command, rejection: Rejected, typed: TypedText | null): Pick<Toast, "action"> {
  if (typed !== null) {
    return { action: { label: t("problem.copy-text"), run: () => void navigator.clipboard.writeText(typed.text) } };
  }
  return rejection.retriable && command.kind !== "undo" ? { action: { label: t("action.retry"), run: () => void store.run(command) } } : {};
}

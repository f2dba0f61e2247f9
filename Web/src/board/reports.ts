import { t } from "../i18n";
import { toast, type Toast } from "../ui/toasts";
import type { Refused } from "./board-api";
import type { Command } from "./commands";
import { eventMessage } from "./event-message";
import { giveBack, typedText, type TypedText } from "./kept-text";
import type { BoardEvent } from "./model";
import { problemText } from "./problem-text";
import type { BoardStore } from "./store";

/** Says why something that was shown already had to be taken back. */
export function reportRefusal(store: BoardStore, command: Command, refusal: Refused): void {
  const typed = typedText(store.boardId, command);
  const returned = typed !== null && giveBack(command, typed);
  // A stale text is no matter for a toast where its editor is open: that shows both texts.
  if (refusal.current !== null) {
    if ("cardId" in command && !window.location.pathname.endsWith(`/c/${command.cardId}`)) {
      toast({ kind: "error", text: t("conflict.elsewhere", { title: store.state.peek()?.cards.get(command.cardId)?.title ?? "" }) });
    }
    return;
  }
  const unit = command.kind === "describeCard" || command.kind === "addComment" || command.kind === "editComment" ? "bytes" : "characters";
  // Who may not write any more finds no field to open.
  const opens = returned && (refusal.failure === "rejected" || refusal.failure === "unavailable");
  const text = [t("problem.taken-back"), problemText(refusal, unit), ...(opens ? [t("problem.text-kept")] : [])].join(" ");
  toast({ kind: "error", text, ...actionFor(store, command, refusal, typed) });
}

/** A text that is back in its field is sent again from there, or copied: sent from here too, it would be there twice. */
function actionFor(store: BoardStore, command: Command, refusal: Refused, typed: TypedText | null): Pick<Toast, "action"> {
  if (typed !== null) {
    return { action: { label: t("problem.copy-text"), run: () => void navigator.clipboard.writeText(typed.text) } };
  }
  return refusal.retriable && command.kind !== "undo" ? { action: { label: t("action.retry"), run: () => void store.run(command) } } : {};
}

/** Who did what, for those who look on; one sentence for a burst. */
export function tellOthers(store: BoardStore, events: readonly BoardEvent[]): void {
  const last = events.at(-1);
  const sentence = last === undefined ? null : eventSentence(store, last);
  if (sentence !== null) {
    toast({ text: events.length > 1 ? t("activity.and-more", { sentence, n: events.length - 1 }) : sentence });
  }
}

/** What an event was, as a sentence. */
export function eventSentence(store: BoardStore, event: BoardEvent): string {
  const state = store.state.peek();
  const who = event.by === null || event.by === undefined ? t("activity.scheduler") : state?.members.get(event.by)?.name ?? t("activity.someone");
  const change = event.cards?.[0];
  const cardId = change?.id ?? event.descriptions?.[0]?.id ?? event.checklists?.[0]?.after?.cardId ?? event.comments?.[0]?.after?.cardId;
  // A card that was deleted for good leaves an empty title in the log.
  const title = change?.after?.title ?? change?.before?.title ?? (cardId === undefined ? undefined : state?.cards.get(cardId)?.title);
  const number = change?.after?.number ?? change?.before?.number ?? state?.cards.get(cardId ?? "")?.number;
  const card = [number ? `#${number}` : "", title ?? ""].join(" ").trim() || t("activity.a-card");
  const columnId = change?.after?.columnId ?? "";
  const column = event.columns?.[0]?.after?.name ?? event.columns?.[0]?.before?.name ?? state?.columns.get(columnId)?.name ?? "";
  if (typeof event.undoes === "number") {
    return t("activity.undid", { who });
  }
  return t(eventMessage(event), { who, card, column });
}

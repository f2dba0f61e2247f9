import { t, type MessageKey } from "../i18n";
import { toast } from "../ui/toasts";
import type { Refused } from "./board-api";
import type { Command } from "./commands";
import { drafts } from "./drafts";
import { eventMessage } from "./event-message";
import type { BoardEvent } from "./model";
import type { BoardStore } from "./store";

const knownProblems: Readonly<Record<string, MessageKey>> = {
  "wip-limit": "problem.wip-limit",
  "column-closing": "problem.column-closing",
  "column-gone": "problem.column-gone",
  "board-archived": "problem.board-archived",
  "undo-conflict": "problem.undo-conflict",
  "not-undoable": "problem.not-undoable",
  "last-owner": "problem.last-owner",
  gone: "problem.gone",
  "limit-reached": "problem.limit-reached",
  "too-many-writes": "problem.rate-limited",
};

/** Says why something that was shown already had to be taken back. */
export function reportRefusal(store: BoardStore, command: Command, refusal: Refused): void {
  keepText(store, command);
  // A stale text is no matter for a toast where its editor is open: that shows both texts.
  if (refusal.current !== null) {
    if (command.kind === "renameCard") {
      drafts(`title.${command.cardId}`).set(command.title);
    }
    if ("cardId" in command && !window.location.pathname.endsWith(`/c/${command.cardId}`)) {
      toast({ kind: "error", text: t("conflict.elsewhere", { title: store.state.peek()?.cards.get(command.cardId)?.title ?? "" }) });
    }
    return;
  }
  const text = problemText(refusal);
  const again = refusal.retriable && command.kind !== "undo"
    ? { action: { label: t("action.retry"), run: () => void store.run(command) } }
    : {};
  toast({ kind: "error", text: `${t("problem.taken-back")} ${text}`, ...again });
}

/** The editor that a text came from may have gone: when it is opened again, the text is in it. */
function keepText(store: BoardStore, command: Command): void {
  switch (command.kind) {
    case "createCard":
      keep(`add.${store.boardId}.${command.columnId}`, command.card.title);
      break;
    case "addComment":
      keep(`comment.${command.cardId}`, command.text);
      break;
    case "describeCard":
      keep(`description.${command.cardId}`, command.text);
      keep(`description.${command.cardId}.base`, String(command.version));
      break;
  }
}

function keep(key: string, text: string): void {
  const draft = drafts(key);
  if (draft.get() === "") {
    draft.set(text);
  }
}

/** The problem in the reader's language; the server's words where there is no translation. */
export function problemText({ type, detail, failure }: Refused): string {
  const name = type?.split(/[/#:]/).at(-1) ?? "";
  const known = knownProblems[name];
  return known === undefined ? detail ?? t(`failure.${failure}.text`) : t(known);
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

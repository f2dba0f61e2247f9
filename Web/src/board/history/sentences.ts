import { t } from "../../i18n/i18n";
import { toast } from "../../ui/toasts";
import type { BoardEvent } from "../model/model";
import type { BoardStore } from "../sync/store";
import { eventMessage } from "./event-message";

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

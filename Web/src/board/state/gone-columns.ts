import { batch, effect, untracked, type Signal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { drafts, moveDraft } from "../../lib/drafts";
import { toast } from "../../ui/toasts";
import { draftKeys } from "../model/draft-keys";
import type { Column } from "../model/model";
import type { BoardStore } from "../sync/store";

/**
 * Where a column goes away, deleted by someone or not made after all, what was being typed for a card in it goes on in another
 * column. `adding` is the column whose field is open.
 */
export function followGoneColumns(store: BoardStore, adding: Signal<string | null>): () => void {
  let before: readonly Column[] = [];
  return effect(() => {
    const now = store.columns.value;
    if (store.state.value === null) {
      return;
    }
    const open = now.filter(({ closing }) => !closing);
    const gone = before.filter(({ id }) => !open.some((column) => column.id === store.realId(id)));
    before = open;
    untracked(() => batch(() => gone.forEach((column) => leave(column, heirOf(column, now, open)))));
  });

  function leave({ id, name }: Column, heir: Column | undefined): void {
    const from = draftKeys.newCard(store.boardId, id);
    const text = drafts(from).get();
    const to = heir === undefined ? null : draftKeys.newCard(store.boardId, heir.id);
    if (text !== "") {
      if (heir !== undefined && to !== null && drafts(to).get() === "") {
        moveDraft(from, to);
        toast({ text: t("column.gone-text-moved", { column: name, other: heir.name }) });
      } else {
        toast({ kind: "error", text: t("column.gone-text", { column: name }), action: { label: t("problem.copy-text"), run: () => void navigator.clipboard.writeText(text) } });
        drafts(from).set("");
      }
    }
    if (adding.peek() === id) {
      adding.value = heir?.id ?? null;
    }
  }
}

/** The column that takes the cards where that is known, otherwise the first. */
function heirOf({ id }: Column, now: readonly Column[], open: readonly Column[]): Column | undefined {
  const moveTo = now.find((column) => column.id === id)?.closing?.moveTo;
  return open.find((column) => column.id === moveTo) ?? open[0];
}

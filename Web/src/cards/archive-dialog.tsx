import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BoardView } from "../board/board-view";
import { httpArchiveApi } from "../board/http-board-api";
import type { Card } from "../board/model";
import { t } from "../i18n";
import { Dialog } from "../ui/dialog";

/** The cards that were put away, with the way back. */
export function ArchiveDialog({ view, close }: { view: BoardView; close: () => void }) {
  const cards = useSignal<readonly Card[] | null>(null);
  const taken = useSignal<readonly string[]>([]);
  // Read again with every event: a card put away just before arrives with its own.
  const seq = useComputed(() => view.store.state.value?.seq ?? 0).value;
  useEffect(() => void httpArchiveApi.archived(view.store.boardId).then((answer) => {
    cards.value = answer.ok ? answer.value.filter(({ id }) => !taken.peek().includes(id)) : [];
  }), [seq]);
  const take = (card: Card, kind: "restoreCard" | "deleteCard"): void => {
    taken.value = [...taken.peek(), card.id];
    cards.value = cards.peek()?.filter(({ id }) => id !== card.id) ?? null;
    void view.store.run({ kind, cardId: card.id });
  };
  return (
    <Dialog title={t("board.archive-cards")} close={close} wide>
      {cards.value === null
        ? <span class="skeleton-block skeleton-text" />
        : cards.value.length === 0
          ? <p class="muted">{t("archive.empty")}</p>
          : (
            <ul class="archive-list">
              {cards.value.map((card) => (
                <li key={card.id}>
                  <span>{card.title}</span>
                  {view.mayEdit.value && (
                    <>
                      <button type="button" class="button button-small" onClick={() => take(card, "restoreCard")}>{t("card.restore")}</button>
                      <button type="button" class="button button-small button-quiet" onClick={() => take(card, "deleteCard")}>{t("card.delete")}</button>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
    </Dialog>
  );
}

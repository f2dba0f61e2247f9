import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { httpArchiveApi } from "../sync/http-board-api";

/** The cards that were put away, with the way back. */
export function ArchiveDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const cards = useSignal<readonly Card[] | null>(null);
  const taken = useSignal<readonly string[]>([]);
  // Read again with every event: a card put away just before arrives with its own.
  const seq = useComputed(() => screen.store.state.value?.seq ?? 0).value;
  useEffect(() => void httpArchiveApi.archived(screen.store.boardId).then((answer) => {
    cards.value = answer.ok ? answer.value.filter(({ id }) => !taken.peek().includes(id)) : [];
  }), [seq]);
  const columns = screen.store.columns.value;
  const chosen = useSignal<Readonly<Record<string, string>>>({});
  const take = (card: Card): void => {
    taken.value = [...taken.peek(), card.id];
    cards.value = cards.peek()?.filter(({ id }) => id !== card.id) ?? null;
  };
  const restore = (card: Card): void => {
    take(card);
    const columnId = columnOf(card);
    void screen.store.run(columnId === card.columnId ? { kind: "restoreCard", cardId: card.id } : { kind: "restoreCard", cardId: card.id, columnId });
  };
  const remove = (card: Card): void => {
    take(card);
    void screen.store.run({ kind: "deleteCard", cardId: card.id });
  };
  // The column that the card was in may be gone: then the person chooses one.
  const hasColumn = (card: Card): boolean => columns.some(({ id }) => id === card.columnId);
  const columnOf = (card: Card): string => hasColumn(card) ? card.columnId : chosen.value[card.id] ?? columns[0]?.id ?? card.columnId;
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
                  {screen.mayEdit.value && (
                    <>
                      {!hasColumn(card) && columns.length > 0 && (
                        <select
                          class="input input-small"
                          aria-label={t("archive.column-gone")}
                          title={t("archive.column-gone")}
                          value={columnOf(card)}
                          onChange={(event) => (chosen.value = { ...chosen.peek(), [card.id]: event.currentTarget.value })}
                        >
                          {columns.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                        </select>
                      )}
                      <button type="button" class="button button-small" onClick={() => restore(card)}>{t("card.restore")}</button>
                      <button type="button" class="button button-small button-quiet" onClick={() => remove(card)}>{t("card.delete")}</button>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
    </Dialog>
  );
}

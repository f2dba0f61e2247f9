import { useSignal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

/** The way back from the archive. The column that the card was in may be gone: then the person chooses one. */
export function RestoreCard({ card, screen, onRestore }: { card: Card; screen: BoardScreen; onRestore?: () => void }) {
  const columns = screen.store.columns.value;
  const chosen = useSignal("");
  const hasColumn = columns.some(({ id }) => id === card.columnId);
  const columnId = hasColumn ? card.columnId : columns.find(({ id }) => id === chosen.value)?.id ?? columns[0]?.id;
  const restore = (): void => {
    onRestore?.();
    void screen.store.run({ kind: "restoreCard", cardId: card.id, ...(hasColumn || columnId === undefined ? {} : { columnId }) });
  };
  return (
    <>
      {!hasColumn && columns.length > 0 && (
        <select class="input input-small" aria-label={t("archive.column-gone")} title={t("archive.column-gone")} value={columnId}
          onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {columns.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      )}
      <button type="button" class="button button-small" onClick={restore}>{t("card.restore")}</button>
    </>
  );
}

import { useSignal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import type { ColumnDialogProps } from "./column-settings";

/** Asks where the cards shall go: nothing is lost with a column. */
export function DeleteColumn({ column, screen, close }: ColumnDialogProps) {
  const others = screen.store.columns.value.filter(({ id }) => id !== column.id);
  const target = useSignal(others[0]?.id ?? "");
  const count = screen.cards.value.get(column.id)?.length ?? 0;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void screen.store.run({ kind: "deleteColumn", columnId: column.id, moveTo: target.value === "" ? null : target.value });
    close();
  };
  return (
    <Dialog title={t("column.delete-title", { name: column.name })} close={close}>
      <form class="form" onSubmit={submit}>
        {count > 0 && (
          <label class="field">
            <span class="field-label">{t("column.delete-cards", { n: count })}</span>
            <select class="input" value={target.value} onChange={(event) => (target.value = event.currentTarget.value)}>
              {others.map(({ id, name }) => <option key={id} value={id}>{t("column.delete-move", { name })}</option>)}
              <option value="">{t("column.delete-archive")}</option>
            </select>
          </label>
        )}
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
          <button type="submit" class="button button-danger">{t("column.delete")}</button>
        </div>
      </form>
    </Dialog>
  );
}

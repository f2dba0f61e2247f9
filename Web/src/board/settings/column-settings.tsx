import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { ColourField } from "../../ui/colour-field";
import { Dialog } from "../../ui/dialog";
import type { Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

export interface ColumnDialogProps {
  column: Column;
  screen: BoardScreen;
  close: () => void;
}

/** Limit, colour and meaning of a column. */
export function ColumnSettings({ column, screen, close }: ColumnDialogProps) {
  const limit = useSignal(column.wipLimit === null || column.wipLimit === undefined ? "" : String(column.wipLimit));
  const block = useSignal(column.wipPolicy === "block");
  const colour = useSignal(column.colour ?? null);
  const done = useSignal(column.done === true);
  const opened = useRef(column).current;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = limit.value.trim() === "" ? null : Math.max(1, Math.round(Number(limit.value)));
    const wipLimit = Number.isFinite(typed) ? typed : null;
    // Only what was changed here: another may have changed the rest since the window was opened.
    const fields = {
      ...(wipLimit === (opened.wipLimit ?? null) ? {} : { wipLimit }),
      ...(block.value === (opened.wipPolicy === "block") ? {} : { wipPolicy: block.value ? "block" as const : "warn" as const }),
      ...(colour.value === (opened.colour ?? null) ? {} : { colour: colour.value }),
      ...(done.value === (opened.done === true) ? {} : { done: done.value }),
    };
    if (Object.keys(fields).length > 0) {
      void screen.store.run({ kind: "setColumn", columnId: column.id, fields });
    }
    close();
  };
  return (
    <Dialog title={t("column.settings-of", { name: column.name })} close={close}>
      <form class="form" onSubmit={submit}>
        <label class="field">
          <span class="field-label">{t("wip.limit")}</span>
          <input class="input" type="number" min="1" max="1000" inputMode="numeric" placeholder={t("wip.none")} value={limit}
            onInput={(event) => (limit.value = event.currentTarget.value)} />
          <span class="field-help">{t("wip.help")}</span>
        </label>
        <label class="check">
          <input type="checkbox" checked={block.value} disabled={limit.value === ""} onChange={(event) => (block.value = event.currentTarget.checked)} />
          <span>{t("wip.block")}</span>
        </label>
        <label class="check">
          <input type="checkbox" checked={done.value} onChange={(event) => (done.value = event.currentTarget.checked)} />
          <span>{t("column.done")}</span>
        </label>
        <ColourField label={t("field.colour")} value={colour.value} change={(next) => (colour.value = next)} />
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
          <button type="submit" class="button button-primary">{t("action.save")}</button>
        </div>
      </form>
    </Dialog>
  );
}

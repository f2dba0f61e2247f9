import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { ColourField } from "../../ui/colour-field";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { columnPlace } from "../model/drop";
import type { Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

export interface ColumnMenuProps {
  column: Column;
  screen: BoardScreen;
  rename: () => void;
}

export function ColumnMenu({ column, screen, rename }: ColumnMenuProps) {
  const dialog = useSignal<"limit" | "delete" | null>(null);
  const { id, name } = column;
  const columns = screen.store.columns.value;
  const index = columns.findIndex((one) => one.id === id);
  const shift = (step: -1 | 1): void => {
    const neighbour = columns[index + step];
    if (neighbour !== undefined) {
      const place = columnPlace(columns, id, neighbour.id, step < 0 ? "before" : "after");
      void screen.store.run({ kind: "moveColumn", columnId: id, place });
    }
  };
  return (
    <>
      <Menu label={t("column.menu", { name })} button={<Icon name="more" />} buttonClass="icon-button icon-button-small">
        {(close) => {
          const item = (icon: Parameters<typeof Icon>[0]["name"], label: string, run: () => void, danger = false) => (
            <button type="button" class={`menu-item ${danger ? "menu-item-danger" : ""}`} onClick={() => { close(); run(); }}><Icon name={icon} />{label}</button>
          );
          return (
            <>
              {screen.lanes.value === "none" && item("down", t("column.collapse"), () => screen.toggleCollapsed(id))}
              {screen.mayEdit.value && (
                <>
                  {item("edit", t("column.rename"), rename)}
                  {item("bolt", t("column.settings"), () => (dialog.value = "limit"))}
                  {index > 0 && item("left", t("column.move-left"), () => shift(-1))}
                  {index < columns.length - 1 && item("right", t("column.move-right"), () => shift(1))}
                  <div class="menu-line" />
                  {item("trash", t("column.delete"), () => (dialog.value = "delete"), true)}
                </>
              )}
            </>
          );
        }}
      </Menu>
      {dialog.value === "limit" && <ColumnSettings column={column} screen={screen} close={() => (dialog.value = null)} />}
      {dialog.value === "delete" && <DeleteColumn column={column} screen={screen} close={() => (dialog.value = null)} />}
    </>
  );
}

interface ColumnDialogProps {
  column: Column;
  screen: BoardScreen;
  close: () => void;
}

function ColumnSettings({ column, screen, close }: ColumnDialogProps) {
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

/** Asks where the cards shall go: nothing is lost with a column. */
function DeleteColumn({ column, screen, close }: ColumnDialogProps) {
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

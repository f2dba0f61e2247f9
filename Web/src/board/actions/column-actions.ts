import { t } from "../../i18n/i18n";
import { columnPlace } from "../model/drop";
import type { Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import type { Action } from "./action";
import { neighbourColumn } from "./neighbour-column";

const mayEdit = (screen: BoardScreen): boolean => screen.mayEdit.value;

const shift = (step: -1 | 1): Action<Column> => ({
  name: step < 0 ? "column.move-left" : "column.move-right", icon: step < 0 ? "left" : "right",
  label: () => t(step < 0 ? "column.move-left" : "column.move-right"),
  guard: (screen, column) => mayEdit(screen) && neighbourColumn(screen, column.id, step) !== undefined,
  perform: (screen, column) => {
    const place = columnPlace(screen.store.columns.peek(), column.id, neighbourColumn(screen, column.id, step)?.id ?? "", step < 0 ? "before" : "after");
    void screen.store.run({ kind: "moveColumn", columnId: column.id, place });
  },
});

/** What a column's menu has, in groups. */
export const columnMenu: readonly (readonly Action<Column>[])[] = [
  [
    {
      name: "column.collapse", icon: "down", label: () => t("column.collapse"), guard: (screen) => screen.lanes.value === "none",
      perform: (screen, { id }) => screen.toggleCollapsed(id),
    },
    { name: "column.rename", icon: "edit", label: () => t("column.rename"), guard: mayEdit, perform: (screen, { id }) => { screen.renaming.value = id; } },
    {
      name: "column.settings", icon: "bolt", label: () => t("column.settings"), guard: mayEdit,
      perform: (screen, { id }) => { screen.dialog.value = { kind: "column-settings", columnId: id }; },
    },
    shift(-1),
    shift(1),
  ],
  [
    {
      name: "column.delete", icon: "trash", label: () => t("column.delete"), guard: mayEdit, danger: true,
      perform: (screen, { id }) => { screen.dialog.value = { kind: "delete-column", columnId: id }; },
    },
  ],
];

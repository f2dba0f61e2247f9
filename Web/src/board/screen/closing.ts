import type { MessageKey } from "../../i18n/i18n";
import { isFull } from "../model/drop";
import type { Column } from "../model/model";

/** What people read on a column that is being deleted: where its cards go, and what they wait for. */
export function closingMessage(column: Column, target: Column | undefined, targetCards: number): { key: MessageKey; column: string; n: number } | null {
  if (column.closing === null || column.closing === undefined) {
    return null;
  }
  const to = { column: target?.name ?? "", n: target?.wipLimit ?? 0 };
  return target === undefined ? { key: "column.closing-archives", ...to }
    : isFull(target, targetCards) ? { key: "column.closing-waits", ...to }
    : { key: "column.closing-moves", ...to };
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { BoardView } from "../board/board-view";
import { columnDraggable } from "../board/card-drag";
import { draftKeys } from "../board/kept-text";
import type { Card, Column } from "../board/model";
import { AddCard } from "../cards/add-card";
import { number, t, tn } from "../i18n";
import { nameLength } from "../limits";
import { EditableText } from "../ui/editable-text";
import { Icon } from "../ui/icons";
import { tintName } from "../ui/tints";
import { useDerived } from "../ui/use-derived";
import { CardList } from "./card-list";
import { closingMessage } from "./closing";
import { ColumnMenu } from "./column-menu";

const noCards: readonly Card[] = [];

export function ColumnView({ column, view }: { column: Column; view: BoardView }) {
  const root = useRef<HTMLElement>(null);
  const head = useRef<HTMLElement>(null);
  const { id } = column;
  const cards = useDerived(() => view.shown.value.get(id) ?? noCards, [id, view]);
  const collapsed = useDerived(() => view.collapsed.value.has(id), [id, view]);
  useEffect(() => (root.current === null || head.current === null ? undefined
    : columnDraggable(root.current, head.current, id, view)), [id, view, collapsed.value]);

  const tint = tintName(column.colour);
  return (
    <section ref={root} class={`column ${collapsed.value ? "column-collapsed" : ""} ${tint === null ? "" : `column-tinted tint-${tint}`}`} data-column={id}
      aria-label={t("column.label", { name: column.name })}>
      <header ref={head} class="column-head">
        <ColumnHead column={column} view={view} collapsed={collapsed.value} />
      </header>
      {!collapsed.value && (
        <>
          <ColumnClosing column={column} view={view} />
          <CardList columnId={id} lane="" cards={cards} view={view} />
          {view.mayEdit.value && !column.closing && <AddCard columnId={id} view={view} />}
        </>
      )}
    </section>
  );
}

export function ColumnHead({ column, view, collapsed }: { column: Column; view: BoardView; collapsed: boolean }) {
  const renaming = useSignal(false);
  const rename = (name: string): void => void view.store.run({ kind: "setColumn", columnId: column.id, fields: { name } });
  return (
    <>
      {collapsed
        ? <h2 class="column-name">{column.name}</h2>
        : <EditableText tag="h2" class="column-name" value={column.name} label={t("column.rename")} maxLength={nameLength} mayEdit={view.mayEdit.value} draft={draftKeys.column(view.store.boardId, column.id)} save={rename} editing={renaming} />}
      {column.done === true && <span class="column-done" title={t("column.done")}><Icon name="check" size={14} /><span class="visually-hidden">{t("column.done")}</span></span>}
      <ColumnCount column={column} view={view} />
      {collapsed
        ? <button type="button" class="icon-button icon-button-small" aria-label={t("column.expand", { name: column.name })} aria-expanded={false} onClick={() => view.toggleCollapsed(column.id)}><Icon name="right" size={16} /></button>
        : <ColumnMenu column={column} view={view} rename={() => (renaming.value = true)} />}
    </>
  );
}

/** What becomes of a column that is being deleted, and what that waits for. */
function ColumnClosing({ column, view }: { column: Column; view: BoardView }) {
  const target = view.store.columns.value.find((other) => other.id === column.closing?.moveTo);
  const targetCards = useDerived(() => view.cards.value.get(target?.id ?? "")?.length ?? 0, [target?.id, view]).value;
  const message = closingMessage(column, target, targetCards);
  return message === null ? null : <p class="column-closing" role="status">{t(message.key, message)}</p>;
}

/** How many cards there are, with the limit when there is one. */
function ColumnCount({ column, view }: { column: Column; view: BoardView }) {
  const all = useDerived(() => view.cards.value.get(column.id)?.length ?? 0, [column.id, view]).value;
  const shown = useDerived(() => view.shown.value.get(column.id)?.length ?? 0, [column.id, view]).value;
  const limit = column.wipLimit;
  const over = typeof limit === "number" && all > limit;
  const full = typeof limit === "number" && all === limit;
  const text = typeof limit === "number" ? `${number(all)} / ${number(limit)}` : number(all);
  const title = typeof limit === "number"
    ? t(column.wipPolicy === "block" ? "wip.blocks" : "wip.warns", { n: limit })
    : tn("column.count", all);
  return (
    <span class={`count ${over ? "count-over" : full ? "count-full" : ""}`} title={title}>
      {shown < all ? `${number(shown)} · ${text}` : text}
      {over && <span class="visually-hidden">{t("wip.over")}</span>}
    </span>
  );
}

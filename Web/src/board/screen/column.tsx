import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { number, t, tn } from "../../i18n/i18n";
import { nameLength } from "../../lib/limits";
import { EditableText } from "../../ui/editable-text";
import { Icon } from "../../ui/icons";
import { tintName } from "../../ui/tints";
import { useDerived } from "../../ui/use-derived";
import { columnDraggable } from "../input/drag";
import { draftKeys } from "../model/draft-keys";
import type { Card, Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { AddCard } from "./add-card";
import { CardList } from "./card-list";
import { closingMessage } from "./closing";
import { ColumnMenu } from "./column-menu";

const noCards: readonly Card[] = [];

export function ColumnView({ column, screen }: { column: Column; screen: BoardScreen }) {
  const root = useRef<HTMLElement>(null);
  const head = useRef<HTMLElement>(null);
  const { id } = column;
  const cards = useDerived(() => screen.shown.value.get(id) ?? noCards, [id, screen]);
  const collapsed = useDerived(() => screen.collapsed.value.has(id), [id, screen]);
  useEffect(() => (root.current === null || head.current === null ? undefined
    : columnDraggable(root.current, head.current, id, screen)), [id, screen, collapsed.value]);

  const tint = tintName(column.colour);
  return (
    <section ref={root} class={`column ${collapsed.value ? "column-collapsed" : ""} ${tint === null ? "" : `column-tinted tint-${tint}`}`} data-column={id}
      aria-label={t("column.label", { name: column.name })}>
      <header ref={head} class="column-head">
        <ColumnHead column={column} screen={screen} collapsed={collapsed.value} />
      </header>
      {!collapsed.value && (
        <>
          <ColumnClosing column={column} screen={screen} />
          <CardList columnId={id} lane="" cards={cards} screen={screen} />
          {screen.mayEdit.value && !column.closing && <AddCard columnId={id} screen={screen} />}
        </>
      )}
    </section>
  );
}

export function ColumnHead({ column, screen, collapsed }: { column: Column; screen: BoardScreen; collapsed: boolean }) {
  const renaming = useSignal(false);
  useSignalEffect(() => {
    if (screen.renaming.value === column.id) {
      screen.renaming.value = null;
      renaming.value = true;
    }
  });
  const rename = (name: string): void => void screen.store.run({ kind: "setColumn", columnId: column.id, fields: { name } });
  return (
    <>
      {collapsed
        ? <h2 class="column-name">{column.name}</h2>
        : <EditableText tag="h2" class="column-name" value={column.name} label={t("column.rename")} maxLength={nameLength} mayEdit={screen.mayEdit.value} draft={draftKeys.column(screen.store.boardId, column.id)} save={rename} editing={renaming} />}
      {column.done === true && <span class="column-done" title={t("column.done")}><Icon name="check" size={14} /><span class="visually-hidden">{t("column.done")}</span></span>}
      <ColumnCount column={column} screen={screen} />
      {collapsed
        ? <button type="button" class="icon-button icon-button-small" aria-label={t("column.expand", { name: column.name })} aria-expanded={false} onClick={() => screen.toggleCollapsed(column.id)}><Icon name="right" size={16} /></button>
        : <ColumnMenu column={column} screen={screen} />}
    </>
  );
}

/** What becomes of a column that is being deleted, and what that waits for. */
function ColumnClosing({ column, screen }: { column: Column; screen: BoardScreen }) {
  const target = screen.store.columns.value.find((other) => other.id === column.closing?.moveTo);
  const targetCards = useDerived(() => screen.cards.value.get(target?.id ?? "")?.length ?? 0, [target?.id, screen]).value;
  const message = closingMessage(column, target, targetCards);
  return message === null ? null : <p class="column-closing" role="status">{t(message.key, message)}</p>;
}

/** How many cards there are, with the limit when there is one. */
function ColumnCount({ column, screen }: { column: Column; screen: BoardScreen }) {
  const all = useDerived(() => screen.cards.value.get(column.id)?.length ?? 0, [column.id, screen]).value;
  const shown = useDerived(() => screen.shown.value.get(column.id)?.length ?? 0, [column.id, screen]).value;
  const points = useDerived(() => (screen.cards.value.get(column.id) ?? noCards).reduce((sum, { estimate }) => sum + (estimate ?? 0), 0), [column.id, screen]).value;
  const limit = column.wipLimit;
  const over = typeof limit === "number" && all > limit;
  const full = typeof limit === "number" && all === limit;
  const text = typeof limit === "number" ? `${number(all)} / ${number(limit)}` : number(all);
  const title = typeof limit === "number"
    ? t(column.wipPolicy === "block" ? "wip.blocks" : "wip.warns", { n: limit })
    : tn("column.count", all);
  return (
    <>
      {points > 0 && <span class="count count-points" title={t("column.points", { n: number(points) })}>{t("card.points", { n: number(points) })}</span>}
      <span class={`count ${over ? "count-over" : full ? "count-full" : ""}`} title={title}>
        {shown < all ? `${number(shown)} · ${text}` : text}
        {over && <span class="visually-hidden">{t("wip.over")}</span>}
      </span>
    </>
  );
}

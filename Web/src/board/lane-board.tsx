import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, number } from "../i18n";
import { CardList } from "../columns/card-list";
import { ColumnHead } from "../columns/column";
import { Icon } from "../ui/icons";
import { useDerived } from "../ui/use-derived";
import type { BoardView } from "./board-view";
import { columnDraggable } from "./card-drag";
import type { Lane } from "./lanes";
import type { Card, Column } from "./model";

const noCards: readonly Card[] = [];

/** The board in rows: by label, person or priority. */
export function LaneBoard({ view }: { view: BoardView }) {
  const columns = view.store.columns.value;
  const rows = view.rows.value.filter(({ key, count }) => count > 0 || key !== "");
  return (
    <div class="lanes">
      <div class="lane-heads">
        {columns.map((column) => <LaneColumnHead key={view.store.keyOf(column.id)} column={column} view={view} />)}
      </div>
      {rows.map((lane) => <LaneRow key={view.store.keyOf(lane.key)} lane={lane} columns={columns} view={view} />)}
    </div>
  );
}

/** A column's head over all rows; the column is carried by it. */
function LaneColumnHead({ column, view }: { column: Column; view: BoardView }) {
  const root = useRef<HTMLElement>(null);
  const { id } = column;
  useEffect(() => (root.current === null ? undefined : columnDraggable(root.current, root.current, id, view)), [id, view]);
  return <header ref={root} class="column-head" data-column={id}><ColumnHead column={column} view={view} collapsed={false} /></header>;
}

function LaneRow({ lane: { key, count }, columns, view }: { lane: Lane; columns: readonly Column[]; view: BoardView }) {
  const open = useSignal(true);
  const name = laneName(view, key);
  return (
    <section class="lane" aria-label={name}>
      <button type="button" class="lane-head" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <Icon name={open.value ? "down" : "right"} size={16} />
        <h2>{name}</h2>
        <span class="count">{number(count)}</span>
      </button>
      {open.value && (
        <div class="lane-columns">
          {columns.map((column) => <LaneCell key={view.store.keyOf(column.id)} columnId={column.id} lane={key} view={view} />)}
        </div>
      )}
    </section>
  );
}

function LaneCell({ columnId, lane, view }: { columnId: string; lane: string; view: BoardView }) {
  const cards = useDerived(() => view.rows.value.find(({ key }) => key === lane)?.cards.get(columnId) ?? noCards, [lane, columnId, view]);
  return <div class="column lane-cell"><CardList columnId={columnId} lane={lane} cards={cards} view={view} /></div>;
}

function laneName(view: BoardView, key: string): string {
  switch (view.lanes.value) {
    case "label": {
      const label = view.labels.value.get(key);
      return label === undefined ? t("lanes.no-label") : label.name || t(`colour.${label.colour}` as "colour.gray");
    }
    case "assignee":
      return view.members.value.get(key)?.name ?? t("lanes.nobody");
    case "priority":
      return key === "" ? t("lanes.no-priority") : t(`priority.${key}` as "priority.low");
    case "none":
      return "";
  }
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { number, t } from "../../i18n/i18n";
import { Icon } from "../../ui/icons";
import { PriorityMark } from "../../ui/priority-mark";
import { useDerived } from "../../ui/use-derived";
import { columnDraggable } from "../input/drag";
import type { Lane } from "../model/lanes";
import type { Card, Column, Priority } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";
import { AddCard } from "./add-card";
import { CardList } from "./card-list";
import { ColumnHead } from "./column";

const noCards: readonly Card[] = [];

/** The board in rows: by label, person or priority. */
export function LaneBoard({ screen }: { screen: BoardScreen }) {
  const columns = screen.store.columns.value;
  const rows = screen.rows.value.filter(({ key, count }) => count > 0 || key !== "");
  return (
    <div class="lanes">
      <div class="lane-heads">
        {columns.map((column) => <LaneColumnHead key={screen.store.keyOf(column.id)} column={column} screen={screen} />)}
      </div>
      {rows.map((lane) => <LaneRow key={screen.store.keyOf(lane.key)} lane={lane} columns={columns} screen={screen} />)}
    </div>
  );
}

/** A column's head over all rows; the column is carried by it. */
function LaneColumnHead({ column, screen }: { column: Column; screen: BoardScreen }) {
  const root = useRef<HTMLElement>(null);
  const { id } = column;
  useEffect(() => (root.current === null ? undefined : columnDraggable(root.current, root.current, id, screen)), [id, screen]);
  return <header ref={root} class="column-head" data-column={id}><ColumnHead column={column} screen={screen} collapsed={false} /></header>;
}

function LaneRow({ lane: { key, count }, columns, screen }: { lane: Lane; columns: readonly Column[]; screen: BoardScreen }) {
  const open = useSignal(true);
  const name = laneName(screen, key);
  return (
    <section class="lane" aria-label={name}>
      <button type="button" class="lane-head" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <Icon name={open.value ? "down" : "right"} size={16} />
        {screen.lanes.value === "priority" && key !== "" && <PriorityMark priority={key as Priority} />}
        <h2>{name}</h2>
        <span class="count">{number(count)}</span>
      </button>
      {open.value && (
        <div class="lane-columns">
          {columns.map((column) => <LaneCell key={screen.store.keyOf(column.id)} columnId={column.id} lane={key} screen={screen} />)}
        </div>
      )}
    </section>
  );
}

function LaneCell({ columnId, lane, screen }: { columnId: string; lane: string; screen: BoardScreen }) {
  const cards = useDerived(() => screen.rows.value.find(({ key }) => key === lane)?.cards.get(columnId) ?? noCards, [lane, columnId, screen]);
  return (
    <div class="column lane-cell">
      <CardList columnId={columnId} lane={lane} cards={cards} screen={screen} />
      {screen.mayEdit.value && !screen.columns.value.get(columnId)?.closing && <AddCard columnId={columnId} lane={lane} screen={screen} />}
    </div>
  );
}

function laneName(screen: BoardScreen, key: string): string {
  switch (screen.lanes.value) {
    case "label": {
      const label = screen.labels.value.get(key);
      return label === undefined ? t("lanes.no-label") : labelName(label);
    }
    case "assignee":
      return screen.members.value.get(key)?.name ?? t("lanes.nobody");
    case "priority":
      return key === "" ? t("lanes.no-priority") : t(`priority.${key}` as "priority.low");
    case "none":
      return "";
  }
}

import { useComputed } from "@preact/signals";
import { t, tn } from "../../i18n/i18n";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { PriorityMark } from "../../ui/priority-mark";
import { tintName } from "../../ui/tints";
import { isActive, nobody, noFilter, type DueFilter, type Filter } from "../model/filter";
import { laneKinds } from "../model/lanes";
import { priorities } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";
import { SearchField } from "./search-field";

const dues: readonly DueFilter[] = ["overdue", "today", "week", "none"];

export function FilterBar({ screen }: { screen: BoardScreen }) {
  const filter = screen.filter.value;
  const active = isActive(filter);
  const chosen = filter.labels.length + filter.members.length + filter.priorities.length + (filter.due === null ? 0 : 1);
  return (
    <div class="filter-bar" role="search" aria-label={t("filter.label")}>
      {/* Before the field, so that it stays where it is while somebody types. */}
      {active && <ShownCount screen={screen} />}
      {active && <button type="button" class="text-button" onClick={() => screen.setFilter(noFilter)}>{t("filter.clear")}</button>}
      <SearchField screen={screen} />
      <Menu label={t("filter.label")} buttonClass={`icon-button ${chosen > 0 ? "icon-button-active" : ""}`}
        button={<><Icon name="filter" />{chosen > 0 && <span class="badge">{chosen}</span>}</>}>
        {() => <FilterPanel screen={screen} filter={filter} />}
      </Menu>
      <Menu label={t("lanes.label")} buttonClass={`icon-button ${screen.lanes.value === "none" ? "" : "icon-button-active"}`} button={<Icon name="rows" />}>
        {(close) => (
          <>
            <p class="menu-title">{t("lanes.label")}</p>
            {laneKinds.map((kind) => (
              <button key={kind} type="button" class="menu-item" aria-pressed={screen.lanes.value === kind} onClick={() => { screen.setLanes(kind); close(); }}>
                <span class="menu-check">{screen.lanes.value === kind && <Icon name="check" size={16} />}</span>{t(kind === "label" ? "lanes.by-label" : `lanes.${kind}`)}
              </button>
            ))}
          </>
        )}
      </Menu>
    </div>
  );
}

function ShownCount({ screen }: { screen: BoardScreen }) {
  const count = useComputed(() => screen.shownCount.value).value;
  return <span class="filter-count" role="status">{tn("filter.found", count)}</span>;
}

function FilterPanel({ screen, filter }: { screen: BoardScreen; filter: Filter }) {
  const toggle = (key: "labels" | "members" | "priorities", id: string): void => {
    const list: readonly string[] = filter[key];
    screen.setFilter({ ...filter, [key]: list.includes(id) ? list.filter((one) => one !== id) : [...list, id] });
  };
  const choice = (key: "labels" | "members" | "priorities", id: string, content: preact.ComponentChildren) => (
    <label key={id} class="filter-choice">
      <input type="checkbox" checked={(filter[key] as readonly string[]).includes(id)} onChange={() => toggle(key, id)} />
      {content}
    </label>
  );
  const labels = [...screen.labels.value.values()];
  return (
    <div class="filter-panel">
      {labels.length > 0 && (
        <fieldset>
          <legend class="menu-title">{t("filter.labels")}</legend>
          {labels.map((label) => choice("labels", label.id, <span class={`label tint-${tintName(label.colour) ?? "gray"}`}>{labelName(label)}</span>))}
        </fieldset>
      )}
      <fieldset>
        <legend class="menu-title">{t("filter.people")}</legend>
        {[...screen.members.value.values()].map((member) => choice("members", member.id, <><Avatar sub={member.sub} name={member.name} small />{member.name}</>))}
        {choice("members", nobody, t("lanes.nobody"))}
      </fieldset>
      <fieldset>
        <legend class="menu-title">{t("filter.priority")}</legend>
        {priorities.map((priority) => choice("priorities", priority, <span class="fact"><PriorityMark priority={priority} />{t(`priority.${priority}`)}</span>))}
      </fieldset>
      <fieldset>
        <legend class="menu-title">{t("filter.due")}</legend>
        {dues.map((due) => (
          <label key={due} class="filter-choice">
            <input type="checkbox" checked={filter.due === due} onChange={() => screen.setFilter({ ...filter, due: filter.due === due ? null : due })} />
            {t(`filter.due.${due}`)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

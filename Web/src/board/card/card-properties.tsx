import { useSignal } from "@preact/signals";
import { dateTime, t } from "../../i18n/i18n";
import { Avatar } from "../../ui/avatar";
import { ColourField } from "../../ui/colour-field";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { tintName } from "../../ui/tints";
import { WholeInput } from "../../ui/whole-input";
import { provisionalId, type CardFields } from "../model/commands";
import { isDone } from "../model/done";
import type { Card, Label, Member, Priority } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

interface Props {
  card: Card;
  screen: BoardScreen;
}

/** The days that the server takes. */
const firstDay = "1970-01-01";
const lastDay = "2199-12-31";
const priorities: readonly Priority[] = ["urgent", "high", "medium", "low"];

export function CardProperties({ card, screen }: Props) {
  const mayEdit = screen.mayEdit.value;
  const set = (fields: CardFields): void => void screen.store.run({ kind: "setCard", cardId: card.id, fields });
  return (
    <aside class="card-side" aria-label={t("card.properties")}>
      <LabelsProperty card={card} screen={screen} />
      <PeopleProperty card={card} screen={screen} />
      <DateProperty label={t("card.due")} value={card.due} mayEdit={mayEdit} change={(due) => set({ due })} />
      {isDone(card, screen.columns.value) && typeof card.completedAt === "string" && (
        <p class="property"><span class="field-label">{t("card.completed")}</span><time dateTime={card.completedAt}>{dateTime(new Date(card.completedAt))}</time></p>
      )}
      <DateProperty label={t("card.start")} value={card.start} mayEdit={mayEdit} change={(start) => set({ start })} />
      <label class={`property ${card.priority ? "" : "property-empty"}`}>
        <span class="field-label">{t("filter.priority")}</span>
        <select class="input" disabled={!mayEdit} value={card.priority ?? ""} onChange={(event) => set({ priority: priorities.find((one) => one === event.currentTarget.value) ?? null })}>
          <option value="">{t("priority.none")}</option>
          {priorities.map((priority) => <option key={priority} value={priority}>{t(`priority.${priority}`)}</option>)}
        </select>
      </label>
      <label class={`property ${typeof card.estimate === "number" ? "" : "property-empty"}`}>
        <span class="field-label">{t("card.estimate")}</span>
        <WholeInput type="number" min="0" max="1000" step="0.5" disabled={!mayEdit} value={String(card.estimate ?? "")}
          change={(estimate) => set({ estimate: estimate === null ? null : Number(estimate) })} />
      </label>
      {mayEdit && <ColourField label={t("card.cover")} value={card.cover ?? null} change={(cover) => set({ cover })} />}
    </aside>
  );
}

function DateProperty({ label, value, mayEdit, change }: { label: string; value: string | null | undefined; mayEdit: boolean; change: (day: string | null) => void }) {
  return (
    <label class={`property ${value ? "" : "property-empty"}`}>
      <span class="field-label">{label}</span>
      <WholeInput type="date" min={firstDay} max={lastDay} disabled={!mayEdit} value={value ?? ""} change={change} />
    </label>
  );
}

function LabelsProperty({ card, screen }: Props) {
  const known = screen.labels.value as ReadonlyMap<string, Label>;
  const labels = (card.labels ?? []).flatMap((id) => known.get(id) ?? []);
  return (
    <div class="property">
      <div class="property-head">
        <span class="field-label">{t("filter.labels")}</span>
        {screen.mayEdit.value && (
          <Menu label={t("labels.choose")} button={<Icon name="plus" size={16} />} buttonClass="icon-button icon-button-small">
            {() => <LabelChooser card={card} screen={screen} />}
          </Menu>
        )}
      </div>
      {labels.length === 0
        ? <span class="muted">{t("property.none")}</span>
        : <ul class="card-labels">{labels.map((label) => <li key={label.id} class={`label tint-${tintName(label.colour) ?? "gray"}`}>{label.name || "\u00a0"}</li>)}</ul>}
    </div>
  );
}

function LabelChooser({ card, screen }: Props) {
  const name = useSignal("");
  const colour = useSignal<string>("violet");
  const known = [...(screen.labels.value as ReadonlyMap<string, Label>).values()];
  const create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = name.peek().trim();
    if (wanted !== "") {
      const labelId = provisionalId();
      name.value = "";
      const made = screen.store.run({ kind: "createLabel", labelId, name: wanted, colour: colour.peek() });
      void screen.store.run({ kind: "labelCard", cardId: card.id, labelId, on: true });
      await made;
    }
  };
  return (
    <>
      <p class="menu-title">{t("filter.labels")}</p>
      {known.map((label) => (
        <label key={label.id} class="filter-choice">
          <input type="checkbox" checked={card.labels?.includes(label.id) === true}
            onChange={(event) => void screen.store.run({ kind: "labelCard", cardId: card.id, labelId: label.id, on: event.currentTarget.checked })} />
          <span class={`label tint-${tintName(label.colour) ?? "gray"}`}>{label.name || t(`colour.${label.colour}` as "colour.gray")}</span>
        </label>
      ))}
      <div class="menu-line" />
      <form class="menu-form" onSubmit={create}>
        <input class="input" aria-label={t("labels.new")} placeholder={t("labels.new")} maxLength={50} value={name} onInput={(event) => (name.value = event.currentTarget.value)} />
        <ColourField label={t("field.colour")} value={colour.value} none={false} change={(next) => (colour.value = next ?? "gray")} />
        <button type="submit" class="button button-small" disabled={name.value.trim() === ""}>{t("labels.create")}</button>
      </form>
    </>
  );
}

function PeopleProperty({ card, screen }: Props) {
  const known = screen.members.value as ReadonlyMap<string, Member>;
  const people = (card.assignees ?? []).flatMap((id) => known.get(id) ?? []);
  return (
    <div class="property">
      <div class="property-head">
        <span class="field-label">{t("filter.people")}</span>
        {screen.mayEdit.value && (
          <Menu label={t("people.choose")} button={<Icon name="plus" size={16} />} buttonClass="icon-button icon-button-small">
            {() => [...known.values()].map((member) => (
              <label key={member.id} class="filter-choice">
                <input type="checkbox" checked={card.assignees?.includes(member.id) === true}
                  onChange={(event) => void screen.store.run({ kind: "assignCard", cardId: card.id, memberId: member.id, on: event.currentTarget.checked })} />
                <Avatar sub={member.sub} name={member.name} small />{member.name}
              </label>
            ))}
          </Menu>
        )}
      </div>
      {people.length === 0
        ? <span class="muted">{t("property.none")}</span>
        : <ul class="property-people">{people.map((member) => <li key={member.id}><Avatar sub={member.sub} name={member.name} small />{member.name}</li>)}</ul>}
    </div>
  );
}

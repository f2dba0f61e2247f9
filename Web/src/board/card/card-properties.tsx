import { number, t, tn } from "../../i18n/i18n";
import { Avatar } from "../../ui/avatar";
import { ColourField } from "../../ui/colour-field";
import { PriorityMark } from "../../ui/priority-mark";
import { tintName } from "../../ui/tints";
import { WholeInput } from "../../ui/whole-input";
import type { CardFields } from "../model/commands";
import { priorities, type Card, type Label, type Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";
import { CardDates } from "./card-dates";
import { LabelChooser } from "./label-chooser";
import { None, Property, PropertyMenu } from "./property";

interface Props {
  card: Card;
  screen: BoardScreen;
}

const set = ({ card, screen }: Props, fields: CardFields): void => void screen.store.run({ kind: "setCard", cardId: card.id, fields });

export function CardProperties({ card, screen }: Props) {
  return (
    <aside class="card-side" aria-label={t("card.properties")}>
      <PeopleProperty card={card} screen={screen} />
      <LabelsProperty card={card} screen={screen} />
      <CardDates card={card} screen={screen} />
      <PriorityProperty card={card} screen={screen} />
      <EstimateProperty card={card} screen={screen} />
      {screen.mayEdit.value && <CoverProperty card={card} screen={screen} />}
    </aside>
  );
}

function PeopleProperty({ card, screen }: Props) {
  const known = screen.members.value as ReadonlyMap<string, Member>;
  const people = (card.assignees ?? []).flatMap((id) => known.get(id) ?? []);
  const shown = people.length === 0 ? <None /> : (
    <span class="property-persons">{people.map((member) => <span key={member.id} class="property-person"><Avatar sub={member.sub} name={member.name} small />{member.name}</span>)}</span>
  );
  return (
    <Property name="people" icon="user" label={t("filter.people")} empty={people.length === 0}>
      {!screen.mayEdit.value ? shown : (
        <PropertyMenu label={t("people.choose")} value={shown} text={people.map(({ name }) => name).join(", ")}>
          {() => [...known.values()].map((member) => (
            <label key={member.id} class="filter-choice">
              <input type="checkbox" checked={card.assignees?.includes(member.id) === true}
                onChange={(event) => void screen.store.run({ kind: "assignCard", cardId: card.id, memberId: member.id, on: event.currentTarget.checked })} />
              <Avatar sub={member.sub} name={member.name} small />{member.name}
            </label>
          ))}
        </PropertyMenu>
      )}
    </Property>
  );
}

function LabelsProperty({ card, screen }: Props) {
  const known = screen.labels.value as ReadonlyMap<string, Label>;
  const labels = (card.labels ?? []).flatMap((id) => known.get(id) ?? []);
  const shown = labels.length === 0 ? <None /> : (
    <span class="card-labels">{labels.map((label) => <span key={label.id} class={`label tint-${tintName(label.colour) ?? "gray"}`}>{label.name || "\u00a0"}</span>)}</span>
  );
  return (
    <Property name="labels" icon="label" label={t("filter.labels")} empty={labels.length === 0}>
      {!screen.mayEdit.value ? shown : (
        <PropertyMenu label={t("labels.choose")} value={shown} text={labels.map(labelName).join(", ")}>
          {() => <LabelChooser card={card} screen={screen} />}
        </PropertyMenu>
      )}
    </Property>
  );
}

function PriorityProperty({ card, screen }: Props) {
  const { priority } = card;
  const mayEdit = screen.mayEdit.value;
  return (
    <Property name="priority" icon="flag" label={t("filter.priority")} empty={!priority} field={mayEdit}>
      {priority && <PriorityMark priority={priority} />}
      {mayEdit
        ? (
          <select class="select-quiet" value={priority ?? ""} onChange={(event) => set({ card, screen }, { priority: priorities.find((one) => one === event.currentTarget.value) ?? null })}>
            <option value="">{t("priority.none")}</option>
            {priorities.map((one) => <option key={one} value={one}>{t(`priority.${one}`)}</option>)}
          </select>
        )
        : priority ? <span class="property-text">{t(`priority.${priority}`)}</span> : <None />}
    </Property>
  );
}

function EstimateProperty({ card, screen }: Props) {
  const estimate = typeof card.estimate === "number" ? card.estimate : null;
  const mayEdit = screen.mayEdit.value;
  return (
    <Property name="estimate" icon="bolt" label={t("card.estimate")} empty={estimate === null} field={mayEdit}>
      {mayEdit
        ? <WholeInput min="0" max="1000" step="0.5" placeholder={t("property.none")} value={String(estimate ?? "")} change={(next) => set({ card, screen }, { estimate: next === null ? null : Number(next) })} />
        : estimate === null ? <None /> : <span class="property-text">{number(estimate)}</span>}
      {estimate !== null && <span class="property-unit">{tn("card.unit", estimate)}</span>}
    </Property>
  );
}

function CoverProperty({ card, screen }: Props) {
  const tint = tintName(card.cover);
  const name = tint === null ? "" : t(`colour.${tint}`);
  return (
    <Property name="cover" icon="board" label={t("card.cover")} empty={tint === null}>
      <PropertyMenu label={t("card.cover")} text={name} value={<><span class={`cover-dot tint-${tint}`} />{name}</>}>
        {() => <ColourField label={t("card.cover")} value={card.cover ?? null} change={(cover) => set({ card, screen }, { cover })} />}
      </PropertyMenu>
    </Property>
  );
}

import { useSignal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { ColourField } from "../../ui/colour-field";
import { tintName } from "../../ui/tints";
import { provisionalId } from "../model/commands";
import type { Card, Label } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";

/** The board's labels to put on a card, and the field for one more. */
export function LabelChooser({ card, screen }: { card: Card; screen: BoardScreen }) {
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
          <span class={`label tint-${tintName(label.colour) ?? "gray"}`}>{labelName(label)}</span>
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

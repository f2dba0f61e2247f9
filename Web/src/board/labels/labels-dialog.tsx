import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { oneLine } from "../../lib/limits";
import { ColourField } from "../../ui/colour-field";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import { tintName } from "../../ui/tints";
import { provisionalId } from "../model/commands";
import { draftKeys } from "../model/draft-keys";
import type { Label } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { changedFields } from "./changed-fields";

export function LabelsDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const labels = [...(screen.labels.value as ReadonlyMap<string, Label>).values()];
  const editing = useSignal<string | null>(null);
  return (
    <Dialog title={t("labels.edit")} close={close}>
      <ul class="label-list">
        {labels.map((label) => (
          <li key={label.id}>
            {editing.value === label.id
              ? <LabelForm label={label} screen={screen} done={() => (editing.value = null)} />
              : (
                <div class="label-row">
                  <span class={`label label-large tint-${tintName(label.colour) ?? "gray"}`}>{label.name || "\u00a0"}</span>
                  <button type="button" class="icon-button icon-button-small" aria-label={t("labels.edit-one", { name: label.name })} onClick={() => (editing.value = label.id)}><Icon name="edit" size={16} /></button>
                  <button type="button" class="icon-button icon-button-small" aria-label={t("labels.delete", { name: label.name })} onClick={() => void screen.store.run({ kind: "deleteLabel", labelId: label.id })}><Icon name="trash" size={16} /></button>
                </div>
              )}
          </li>
        ))}
      </ul>
      {labels.length < 50 && <LabelForm key={labels.length} label={null} screen={screen} done={() => undefined} />}
    </Dialog>
  );
}

function LabelForm({ label, screen, done }: { label: Label | null; screen: BoardScreen; done: () => void }) {
  const { boardId } = screen.store;
  const draft = drafts(label === null ? draftKeys.newLabel(boardId) : draftKeys.label(boardId, label.id));
  const name = useSignal(draft.get() || (label?.name ?? ""));
  const colour = useSignal(label?.colour ?? "violet");
  const opened = useRef(label);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = { name: oneLine(name.peek()), colour: colour.peek() };
    draft.set("");
    if (label === null) {
      void screen.store.run({ kind: "createLabel", labelId: provisionalId(), ...typed });
    } else {
      const fields = changedFields(opened.current ?? label, typed, label);
      if (Object.keys(fields).length > 0) {
        void screen.store.run({ kind: "setLabel", labelId: label.id, fields });
      }
    }
    done();
  };
  return (
    <form class="form label-form" onSubmit={submit}>
      <label class="field">
        <span class="field-label">{t(label === null ? "labels.new" : "labels.name")}</span>
        <input class="input" maxLength={50} value={name} onInput={(event) => { name.value = event.currentTarget.value; draft.set(name.value); }} />
      </label>
      <ColourField label={t("field.colour")} value={colour.value} none={false} change={(next) => (colour.value = next ?? "gray")} />
      <div class="form-actions">
        {label !== null && <button type="button" class="button button-quiet" onClick={() => { draft.set(""); done(); }}>{t("action.cancel")}</button>}
        <button type="submit" class="button button-primary">{t(label === null ? "labels.create" : "action.save")}</button>
      </div>
    </form>
  );
}

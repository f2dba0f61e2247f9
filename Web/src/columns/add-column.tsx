import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { BoardView } from "../board/board-view";
import { provisionalId } from "../board/commands";
import { t } from "../i18n";
import { announce } from "../ui/announce";
import { Icon } from "../ui/icons";
import { keyOf } from "../ui/key";

export function AddColumn({ view, first }: { view: BoardView; first: boolean }) {
  const open = useSignal(first);
  const name = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open.value) {
      field.current?.focus();
    }
  }, [open.value]);

  if (!open.value) {
    return <button type="button" class="add-column" onClick={() => (open.value = true)}><Icon name="plus" size={16} />{t("column.add")}</button>;
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = name.peek().trim();
    if (wanted !== "") {
      const last = view.store.columns.peek().at(-1)?.id ?? null;
      void view.store.run({ kind: "createColumn", columnId: provisionalId(), name: wanted, place: { after: last, before: null } });
      announce(t("column.added", { name: wanted }));
      name.value = "";
      field.current?.focus();
    }
  };
  return (
    <form class="column add-column-form" onSubmit={submit} onKeyDown={(event) => keyOf(event) === "Escape" && (open.value = false)}>
      <input ref={field} class="input" aria-label={t("column.name")} placeholder={t("column.name-hint")} maxLength={100} value={name}
        onInput={(event) => (name.value = event.currentTarget.value)} />
      <div class="add-card-actions">
        <button type="submit" class="button button-primary button-small">{t("column.add")}</button>
        <button type="button" class="icon-button" aria-label={t("action.close")} onClick={() => (open.value = false)}><Icon name="close" /></button>
      </div>
    </form>
  );
}

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { nameLength, oneLine } from "../../lib/limits";
import { announce } from "../../ui/announce";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import { provisionalId } from "../model/commands";
import { draftKeys } from "../model/draft-keys";
import type { BoardScreen } from "../state/board-screen";

export function AddColumn({ screen, first }: { screen: BoardScreen; first: boolean }) {
  const open = useSignal(first);
  const draft = drafts(draftKeys.newColumn(screen.store.boardId));
  const name = useSignal(draft.get());
  const field = useRef<HTMLInputElement>(null);
  // Before the next key: an effect after painting would lose what a fast typist types first.
  useLayoutEffect(() => {
    if (open.value) {
      field.current?.focus();
    }
  }, [open.value]);

  if (!open.value) {
    return (
      <button type="button" class="add-column" aria-label={t("column.add")} title={t("column.add")} onClick={() => (open.value = true)}>
        <Icon name="plus" size={18} />
      </button>
    );
  }
  const write = (next: string): void => {
    name.value = next;
    draft.set(next);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = oneLine(name.peek());
    if (wanted !== "") {
      const last = screen.store.columns.peek().at(-1)?.id ?? null;
      write("");
      const asked = screen.store.run({ kind: "createColumn", columnId: provisionalId(), name: wanted, place: { after: last, before: null } });
      announce(t("column.added", { name: wanted }));
      field.current?.focus();
      // Rejected: it comes back, unless the next one is being typed.
      if (!(await asked).ok && name.peek() === "") {
        write(wanted);
      }
    }
  };
  return (
    <form class="column add-column-form" onSubmit={submit} onKeyDown={(event) => keyOf(event) === "Escape" && (open.value = false)}>
      <input ref={field} class="input" aria-label={t("column.name")} placeholder={t("column.name-hint")} maxLength={nameLength} value={name}
        onInput={(event) => write(event.currentTarget.value)} />
      <div class="add-card-actions">
        <button type="submit" class="button button-primary button-small">{t("column.add")}</button>
        <button type="button" class="icon-button" aria-label={t("action.close")} onClick={() => (open.value = false)}><Icon name="close" /></button>
      </div>
    </form>
  );
}

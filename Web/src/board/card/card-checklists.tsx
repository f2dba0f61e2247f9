import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { titleLength } from "../../lib/limits";
import { EditableText } from "../../ui/editable-text";
import { Icon } from "../../ui/icons";
import type { Checklist } from "../model/details";
import { draftKeys } from "../model/draft-keys";
import type { BoardScreen } from "../state/board-screen";
import { AddEntry } from "./add-entry";
import type { CardStore } from "./card-store";
import { EntryView } from "./checklist-entry";

interface Props {
  screen: BoardScreen;
  texts: CardStore;
}

export function CardChecklists({ screen, texts }: Props) {
  const lists = texts.details.value?.checklists ?? [];
  const mayEdit = screen.mayEdit.value;
  const added = useRef(false);
  useLayoutEffect(() => {
    if (added.current) {
      added.current = false;
      // After a list comes its first entry; on the button, the enter that ends a word made one more list.
      [...document.querySelectorAll<HTMLTextAreaElement>(".add-entry textarea")].at(-1)?.focus();
    }
  }, [lists.length]);
  const add = (): void => {
    added.current = true;
    void texts.addChecklist(t("checklist.default-title"));
  };
  return (
    <>
      {lists.map((list) => <ChecklistView key={screen.store.keyOf(list.id)} list={list} screen={screen} texts={texts} />)}
      {mayEdit && texts.details.value !== null && lists.length < 10 && (
        <button type="button" class="button button-quiet button-small card-add-checklist" onClick={add}>
          <Icon name="checklist" size={16} />{t("checklist.add")}
        </button>
      )}
    </>
  );
}

function ChecklistView({ list, screen, texts }: Props & { list: Checklist }) {
  const gap = useSignal<number | null>(null);
  const mayEdit = screen.mayEdit.value;
  const done = list.entries.filter((entry) => entry.done).length;
  const total = list.entries.length;
  return (
    <section class="card-section checklist" aria-label={list.title}>
      <header class="card-section-head">
        <Icon name="checklist" />
        <EditableText tag="h2" class="checklist-title" value={list.title} label={t("checklist.rename")} maxLength={titleLength} mayEdit={mayEdit} draft={draftKeys.checklist(list.id)} save={(title) => void texts.renameChecklist(list.id, title)} />
        {mayEdit && <button type="button" class="icon-button icon-button-small" aria-label={t("checklist.delete", { title: list.title })} onClick={() => void texts.removeChecklist(list.id)}><Icon name="trash" size={16} /></button>}
      </header>
      {total > 0 && (
        <div class="progress-row">
          <span class="count">{done}/{total}</span>
          <progress class="progress" max={total} value={done} aria-label={t("checklist.progress", { title: list.title })} />
        </div>
      )}
      <ul class="entries">
        {list.entries.map((entry) => <EntryView key={screen.store.keyOf(entry.id)} list={list} entry={entry} gap={gap} screen={screen} texts={texts} />)}
      </ul>
      {mayEdit && <AddEntry list={list} screen={screen} texts={texts} />}
    </section>
  );
}

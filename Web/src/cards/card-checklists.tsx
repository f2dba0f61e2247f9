import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { BoardView } from "../board/board-view";
import { t } from "../i18n";
import { EditableText } from "../ui/editable-text";
import { Icon } from "../ui/icons";
import type { Checklist, ChecklistEntry } from "./card-api";
import type { CardStore } from "./card-store";

interface Props {
  view: BoardView;
  texts: CardStore;
}

export function CardChecklists({ view, texts }: Props) {
  const lists = texts.details.value?.checklists ?? [];
  const mayEdit = view.mayEdit.value;
  return (
    <>
      {lists.map((list) => <ChecklistView key={view.store.keyOf(list.id)} list={list} mayEdit={mayEdit} view={view} texts={texts} />)}
      {mayEdit && texts.details.value !== null && lists.length < 10 && (
        <button type="button" class="button button-small card-add-checklist" onClick={() => void texts.addChecklist(t("checklist.default-title"))}>
          <Icon name="checklist" size={16} />{t("checklist.add")}
        </button>
      )}
    </>
  );
}

function ChecklistView({ list, mayEdit, view, texts }: Props & { list: Checklist; mayEdit: boolean }) {
  const done = list.entries.filter((entry) => entry.done).length;
  const total = list.entries.length;
  return (
    <section class="card-section checklist" aria-label={list.title}>
      <header class="card-section-head">
        <Icon name="checklist" />
        <EditableText tag="h2" class="checklist-title" value={list.title} label={t("checklist.rename")} maxLength={200} mayEdit={mayEdit} save={(title) => void texts.renameChecklist(list.id, title)} />
        {mayEdit && <button type="button" class="icon-button icon-button-small" aria-label={t("checklist.delete", { title: list.title })} onClick={() => void texts.removeChecklist(list.id)}><Icon name="trash" size={16} /></button>}
      </header>
      {total > 0 && (
        <div class="progress-row">
          <span class="count">{done}/{total}</span>
          <progress class="progress" max={total} value={done} aria-label={t("checklist.progress", { title: list.title })} />
        </div>
      )}
      <ul class="entries">
        {list.entries.map((entry) => <EntryView key={view.store.keyOf(entry.id)} list={list} entry={entry} mayEdit={mayEdit} texts={texts} />)}
      </ul>
      {mayEdit && <AddEntry list={list} texts={texts} />}
    </section>
  );
}

function EntryView({ list, entry, mayEdit, texts }: { list: Checklist; entry: ChecklistEntry; mayEdit: boolean; texts: CardStore }) {
  return (
    <li class={`entry ${entry.done ? "entry-done" : ""}`}>
      <label class="check">
        <input type="checkbox" checked={entry.done} disabled={!mayEdit} onChange={(event) => void texts.setEntry(list.id, entry.id, { done: event.currentTarget.checked })} />
        <span>{entry.text}</span>
      </label>
      {mayEdit && (
        <button type="button" class="icon-button icon-button-small" aria-label={t("checklist.delete-entry", { text: entry.text })} onClick={() => void texts.removeEntry(list.id, entry.id)}>
          <Icon name="close" size={14} />
        </button>
      )}
    </li>
  );
}

function AddEntry({ list, texts }: { list: Checklist; texts: CardStore }) {
  const text = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = text.peek().trim();
    if (wanted !== "") {
      text.value = "";
      void texts.addEntry(list.id, wanted);
      field.current?.focus();
    }
  };
  return (
    <form class="add-entry" onSubmit={submit}>
      <input ref={field} class="input" aria-label={t("checklist.add-entry-to", { title: list.title })} placeholder={t("checklist.add-entry")} maxLength={200} value={text}
        onInput={(event) => (text.value = event.currentTarget.value)} />
    </form>
  );
}

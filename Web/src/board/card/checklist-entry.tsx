import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { titleLength } from "../../lib/limits";
import { announce } from "../../ui/announce";
import { Avatar } from "../../ui/avatar";
import { EditableText } from "../../ui/editable-text";
import { focusLater } from "../../ui/focus-later";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import { Menu } from "../../ui/menu";
import { rowDraggable } from "../input/row-drag";
import type { Checklist, ChecklistEntry } from "../model/details";
import { draftKeys } from "../model/draft-keys";
import type { Member } from "../model/model";
import type { EntryFields } from "../model/text-commands";
import type { BoardScreen } from "../state/board-screen";
import type { CardStore } from "./card-store";

interface Props {
  list: Checklist;
  entry: ChecklistEntry;
  /** The gap of the list that a carried entry would go into. */
  gap: Signal<number | null>;
  screen: BoardScreen;
  texts: CardStore;
}

export function EntryView({ list, entry, gap, screen, texts }: Props) {
  const editing = useSignal(false);
  const index = list.entries.indexOf(entry);
  const { length } = list.entries;
  const mayEdit = screen.mayEdit.value;
  const assignee = screen.members.value.get(entry.assignee ?? "");
  const set = (fields: EntryFields): void => void texts.setEntry(list.id, entry.id, fields);
  const moveTo = (position: number): void => {
    if (position !== index && position >= 0 && position < length) {
      set({ position });
      announce(t("entry.moved", { text: entry.text, position: position + 1, count: length }));
    }
  };
  const line = gap.value === index ? "entry-before" : gap.value === length && index === length - 1 ? "entry-after" : "";
  return (
    <li class={`entry ${entry.done ? "entry-done" : ""} ${line}`}>
      {mayEdit && <Handle text={entry.text} gap={gap} move={(step) => moveTo(index + step)} drop={(to) => moveTo(to > index ? to - 1 : to)} />}
      {editing.value
        ? <EditableText tag="span" class="entry-text" value={entry.text} label={t("entry.edit")} maxLength={titleLength} mayEdit draft={draftKeys.entry(entry.id)} save={(text) => set({ text })} editing={editing} />
        : (
          <label class="check">
            <input type="checkbox" checked={entry.done} disabled={!mayEdit} onChange={(event) => set({ done: event.currentTarget.checked })} />
            <span>{entry.text}</span>
          </label>
        )}
      {assignee !== undefined && (
        <>
          <Avatar sub={assignee.sub} name={assignee.name} small />
          <span class="visually-hidden">{t("entry.assigned", { name: assignee.name })}</span>
        </>
      )}
      {mayEdit && (
        <Menu label={t("entry.menu", { text: entry.text })} button={<Icon name="more" size={16} />} buttonClass="icon-button icon-button-small">
          {(close) => (
            <>
              <button type="button" class="menu-item" onClick={() => { close(); editing.value = true; }}><Icon name="edit" />{t("entry.edit")}</button>
              {index > 0 && <button type="button" class="menu-item" onClick={() => { close(); moveTo(index - 1); }}><Icon name="up" />{t("entry.move-up")}</button>}
              {index < length - 1 && <button type="button" class="menu-item" onClick={() => { close(); moveTo(index + 1); }}><Icon name="down" />{t("entry.move-down")}</button>}
              <div class="menu-line" />
              <Assignees entry={entry} screen={screen} set={(id) => { close(); set({ assignee: id }); }} />
              <div class="menu-line" />
              <button type="button" class="menu-item menu-item-danger" onClick={() => void texts.removeEntry(list.id, entry.id)}><Icon name="trash" />{t("action.delete")}</button>
            </>
          )}
        </Menu>
      )}
    </li>
  );
}

function Assignees({ entry, screen, set }: { entry: ChecklistEntry; screen: BoardScreen; set: (memberId: string | null) => void }) {
  const members = [...screen.members.value.values()] as Member[];
  return (
    <>
      <p class="menu-title">{t("entry.assign")}</p>
      {members.map(({ id, sub, name }) => {
        const chosen = entry.assignee === id;
        return (
          <button key={id} type="button" class="menu-item" aria-pressed={chosen} onClick={() => set(chosen ? null : id)}>
            <Avatar sub={sub} name={name} small /><span class="menu-item-text">{name}</span>{chosen && <Icon name="check" size={16} />}
          </button>
        );
      })}
    </>
  );
}

/** What an entry is carried by; the arrow keys move it as well. */
function Handle({ text, gap, move, drop }: { text: string; gap: Signal<number | null>; move: (step: -1 | 1) => void; drop: (gap: number) => void }) {
  const root = useRef<HTMLButtonElement>(null);
  const dropped = useRef(drop);
  dropped.current = drop;
  useEffect(() => (root.current === null ? undefined
    : rowDraggable(root.current, { show: (at) => (gap.value = at), drop: (at) => dropped.current(at) })), [gap]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    const step = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : null;
    if (step !== null) {
      event.preventDefault();
      move(step);
      // The row may be put elsewhere in the page, which takes the focus from it.
      focusLater(() => root.current);
    }
  };
  return (
    <button ref={root} type="button" class="entry-handle" aria-label={t("entry.move", { text })} onKeyDown={onKeyDown}><Icon name="grip" size={16} /></button>
  );
}

import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import { announce } from "../../ui/announce";
import { Avatar } from "../../ui/avatar";
import { isSendKey, keyOf } from "../../ui/key";
import { membersFor, mentionAt, typedInto, withPick, type MentionText } from "../model/mentions";
import type { Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { memberDetail } from "./member-detail";

const mostShown = 8;

export interface MentionFieldProps {
  screen: BoardScreen;
  value: MentionText;
  write: (value: MentionText) => void;
  send: (event: Event) => void;
  label: string;
  placeholder?: string;
  rows: number;
}

/** A field for a text that names members: an @ opens the list of them, in which one is chosen by key or by click. */
export function MentionField({ screen, value, write, send, label, placeholder, rows }: MentionFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const listed = useRef<HTMLDivElement>(null);
  const caret = useRef<number | null>(null);
  const typing = useSignal<{ start: number; typed: string } | null>(null);
  const active = useSignal(0);
  const id = useId();
  const found = typing.value === null ? [] : membersFor(screen.members.value.values(), typing.value.typed).slice(0, mostShown);
  const isOpen = found.length > 0;

  useLayoutEffect(() => {
    if (caret.current !== null) {
      field.current?.setSelectionRange(caret.current, caret.current);
      caret.current = null;
    }
  });
  useLayoutEffect(() => {
    if (isOpen) {
      listed.current?.scrollIntoView({ block: "nearest" });
      announce(tn("mention.found", found.length));
    }
  }, [isOpen, found.length]);

  const close = (): void => {
    typing.value = null;
  };
  const choose = (member: Member | undefined): void => {
    if (typing.peek() !== null && member !== undefined) {
      const next = withPick(value, typing.peek() ?? { start: 0, typed: "" }, member);
      caret.current = next.caret;
      close();
      write({ text: next.text, picks: next.picks });
      field.current?.focus();
    }
  };
  const onInput = (event: { currentTarget: HTMLTextAreaElement }): void => {
    const { value: text, selectionStart } = event.currentTarget;
    const next = typedInto(value, text, selectionStart);
    active.value = 0;
    typing.value = mentionAt(next, selectionStart);
    write(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isSendKey(event)) {
      close();
      send(event);
    } else if (isOpen && actOn(keyOf(event), event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  /** False for a key that the list does not take. */
  const actOn = (key: string, shift: boolean): boolean => {
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        active.value = (active.peek() + (key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
        return true;
      case "Enter":
      case "Tab":
        if (!shift) {
          choose(found[active.peek()]);
        }
        return !shift;
      case "Escape":
        close();
        return true;
      case "ArrowLeft":
      case "ArrowRight":
      case "Home":
      case "End":
        close();
        return false;
      default:
        return false;
    }
  };

  return (
    <div class="mention-field">
      <textarea ref={field} class="input" rows={rows} aria-label={label} placeholder={placeholder} value={value.text}
        aria-autocomplete="list" aria-controls={isOpen ? id : undefined} aria-activedescendant={isOpen ? `${id}-${active.value}` : undefined}
        onInput={onInput} onKeyDown={onKeyDown} onBlur={close} onClick={close} />
      {isOpen && (
        <div ref={listed} id={id} class="mention-list" role="listbox" aria-label={t("mention.list")}>
          {found.map((member, index) => (
            // The field keeps the focus: its keys choose as well.
            <button key={member.id} type="button" tabIndex={-1} id={`${id}-${index}`} class="mention-option" role="option" aria-selected={index === active.value}
              onMouseDown={(event) => event.preventDefault()} onPointerMove={() => (active.value = index)} onClick={() => choose(member)}>
              <Avatar sub={member.sub} name={member.name} small />
              <span class="mention-name">{member.name}</span>
              <span class="mention-detail">{memberDetail(member, screen)}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

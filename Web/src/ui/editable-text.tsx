import { useSignal, type Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { drafts } from "../lib/drafts";
import { oneLine } from "../lib/limits";
import { edited } from "./edited";
import { keyOf } from "./key";
import { pasteLine } from "./paste-line";
import { useLeave } from "./use-leave";

export interface EditableTextProps {
  tag: "h1" | "h2" | "p" | "span";
  class: string;
  value: string;
  /** Names the field and the button for those who do not see them. */
  label: string;
  maxLength: number;
  mayEdit: boolean;
  /** Key of the draft in which a rejected text comes back. */
  draft: string;
  save: (value: string) => void;
  /** Lets a menu open the field. */
  editing?: Signal<boolean>;
  /** Stands where there is no text; a text without one cannot be emptied. */
  placeholder?: string;
  /** Whether the text may be too long for its line: its field grows, and its readers see all of it on focus. */
  long?: boolean;
}

/** A line of text that becomes a field when pressed. Enter and leaving save, Escape does not. */
export function EditableText({ tag: Tag, class: className, value, label, maxLength, mayEdit, draft, save, editing: given, placeholder, long = false }: EditableTextProps) {
  const own = useSignal(false);
  const editing = given ?? own;
  const field = useRef<HTMLInputElement>(null);
  const opened = useRef(value);
  // Before the next key: an effect after painting would lose what a fast typist types first.
  useLayoutEffect(() => {
    if (editing.value) {
      opened.current = value;
      field.current?.focus();
      field.current?.select();
    }
  }, [editing.value]);

  const finish = (keep: boolean): void => {
    // A field that goes away is left once more.
    if (!editing.peek()) {
      return;
    }
    const next = edited(opened.current, oneLine(field.current?.value ?? ""), value);
    editing.value = false;
    drafts(draft).set("");
    if (keep && next !== null && (next !== "" || placeholder !== undefined)) {
      save(next);
    }
  };
  useLeave(() => finish(true));

  if (!mayEdit) {
    return value === "" ? null : <Tag class={className} {...(long ? { tabIndex: 0, title: value } : {})}>{value}</Tag>;
  }
  if (!editing.value) {
    return (
      <Tag class={className}>
        <button type="button" class="editable" title={long && value !== "" ? value : label} onClick={() => (editing.value = true)}>
          {value === "" ? placeholder : value}
        </button>
      </Tag>
    );
  }
  const Field = (long ? "textarea" : "input") as "input";
  return (
    <Tag class={className}>
      <Field ref={field} class="editable-field" aria-label={label} maxLength={maxLength} defaultValue={drafts(draft).get() || value}
        onBlur={() => finish(true)} onPaste={pasteLine}
        onKeyDown={(event) => {
          const key = keyOf(event);
          if (key === "Enter" || key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            finish(key === "Enter");
          }
        }} />
    </Tag>
  );
}

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useLeave } from "./use-leave";

export interface EditableTextProps {
  tag: "h1" | "h2" | "span";
  class: string;
  value: string;
  /** Names the field and the button for those who do not see them. */
  label: string;
  maxLength: number;
  mayEdit: boolean;
  save: (value: string) => void;
  /** Lets a menu open the field. */
  editing?: Signal<boolean>;
}

/** A heading that becomes a field when pressed. Enter and leaving save, Escape does not. */
export function EditableText({ tag: Tag, class: className, value, label, maxLength, mayEdit, save, editing: given }: EditableTextProps) {
  const own = useSignal(false);
  const editing = given ?? own;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (editing.value) {
      field.current?.focus();
      field.current?.select();
    }
  }, [editing.value]);

  const finish = (keep: boolean): void => {
    const next = field.current?.value.trim() ?? "";
    editing.value = false;
    if (keep && next !== "" && next !== value) {
      save(next);
    }
  };
  useLeave(() => editing.peek() && finish(true));

  if (!mayEdit || !editing.value) {
    return (
      <Tag class={className}>
        {mayEdit
          ? <button type="button" class="editable" title={label} onClick={() => (editing.value = true)}>{value}</button>
          : value}
      </Tag>
    );
  }
  return (
    <Tag class={className}>
      <input ref={field} class="editable-field" aria-label={label} maxLength={maxLength} defaultValue={value}
        onBlur={() => finish(true)}
        onKeyDown={(event) => {
          if (event.isComposing) {
            return;
          }
          if (event.key === "Enter" || event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            finish(event.key === "Enter");
          }
        }} />
    </Tag>
  );
}

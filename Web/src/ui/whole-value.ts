import { keyOf } from "./key";

export interface WholeValueOptions {
  /** What is stored, as the field would show it. */
  stored: () => string;
  /** Takes a value that differs from what is stored; null for an emptied field. */
  commit: (value: string | null) => void;
  /** Told of a value outside the field's min and max, which is not committed. */
  outside: () => void;
}

/** The keys that change a part of a date or a number. */
const isEditing = (key: string): boolean => /^(?:[\d.,-]|Arrow(?:Up|Down)|Backspace|Delete)$/.test(key);

/**
 * Commits a date or number field when its value is whole. Chromium reports a change with every part of a date that is
 * typed (whatwg/html: the year 2026 is 2, 20 and 202 first), so typing counts on Enter or on leaving, and a pick at once.
 */
export function wholeValue(field: HTMLInputElement, { stored, commit, outside }: WholeValueOptions) {
  const controller = new AbortController();
  const { signal } = controller;
  let typing = false;

  const finish = (): void => {
    typing = false;
    const { badInput, rangeOverflow, rangeUnderflow } = field.validity;
    const before = stored();
    if (rangeOverflow || rangeUnderflow) {
      outside();
    }
    if (badInput || rangeOverflow || rangeUnderflow) {
      field.value = before;
    } else if (field.value !== before) {
      commit(field.value === "" ? null : field.value);
    }
  };
  // Only what was typed: a field that another's change has just passed by must not write its old value.
  const leave = (): void => {
    if (typing) {
      finish();
    }
  };
  field.addEventListener("keydown", (event) => {
    const key = keyOf(event);
    if (key === "Enter") {
      leave();
    } else {
      typing ||= isEditing(key);
    }
  }, { signal });
  field.addEventListener("pointerdown", () => (typing = false), { signal });
  field.addEventListener("change", () => typing || finish(), { signal });
  field.addEventListener("blur", leave, { signal });
  window.addEventListener("pagehide", leave, { signal });

  return {
    /** Shows what is stored now, unless something is being typed. */
    show: (): void => {
      if (!typing) {
        field.value = stored();
      }
    },
    /** Commits what is there: a field that goes away gets no blur. */
    stop: (): void => {
      controller.abort();
      leave();
    },
  };
}

import { computed, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Icon } from "./icons";

export interface DialogProps {
  title: string;
  close: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

/** The modal windows that are open, the top one last. Several can close in one go, in any order. */
const openDialogs = signal<readonly HTMLDialogElement[]>([]);

/** The modal window that is open on top of all; null for none. */
export const topDialog = computed(() => openDialogs.value.at(-1) ?? null);

/** A modal window: the browser keeps the focus in it and gives it back to where it was. */
export function Dialog({ title, close, wide = false, children }: DialogProps) {
  const root = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useModal(root, close);
  return (
    <dialog ref={root} class={`dialog ${wide ? "dialog-wide" : ""}`} aria-labelledby={heading}>
      <header class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="icon-button" aria-label={t("action.close")} onClick={close}><Icon name="close" /></button>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}

/** Opens a dialog element as long as its component lives; Escape and a press beside it close. */
export function useModal(root: { current: HTMLDialogElement | null }, close: () => void): void {
  const onClose = useRef(close);
  onClose.current = close;
  useEffect(() => {
    const dialog = root.current;
    if (dialog === null) {
      return undefined;
    }
    const before = document.activeElement;
    const controller = new AbortController();
    dialog.showModal();
    if (dialog.autofocus) {
      // The window itself, not its first field: it is opened to be read.
      dialog.focus();
    }
    openDialogs.value = [...openDialogs.peek(), dialog];
    const leave = (): void => {
      // A field that is taken away while it has the focus gets no blur, on which it would save.
      if (document.activeElement instanceof HTMLElement && dialog.contains(document.activeElement)) {
        document.activeElement.blur();
      }
      onClose.current();
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      leave();
    }, { signal: controller.signal });
    dialog.addEventListener("pointerdown", (event) => event.target === dialog && isBeside(dialog, event) && leave(), { signal: controller.signal });
    return () => {
      controller.abort();
      openDialogs.value = openDialogs.peek().filter((one) => one !== dialog);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
}

function isBeside(dialog: HTMLDialogElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { keyOf } from "./key";

export interface MenuProps {
  /** What the button shows. */
  button: ComponentChildren;
  /** The button's name for those who do not see it. */
  label: string;
  buttonClass?: string;
  align?: "start" | "end";
  children: (close: () => void) => ComponentChildren;
}

/** A button with a panel below it: closes on Escape, on a click elsewhere and when focus leaves; arrows walk its items. */
export function Menu({ button, label, buttonClass = "icon-button", align = "end", children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };

  useLayoutEffect(() => {
    if (open && panel.current !== null) {
      keepOnScreen(panel.current);
    }
  }, [open]);
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    root.current?.querySelector<HTMLElement>(".menu-panel :is(button, a, input, select)")?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) {
        setOpen(false);
      }
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  return (
    <div class="menu" ref={root} onKeyDown={(event) => open && walk(event, close)}>
      <button type="button" ref={trigger} class={buttonClass} aria-label={label} aria-expanded={open} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {/* Takes the focus of a press on a label: outside of it the menu would close before the click. */}
      {open && <div ref={panel} tabIndex={-1} class={`menu-panel menu-${align}`}>{children(close)}</div>}
    </div>
  );
}

const marginPx = 8;

/** Shifts a panel that would stick out at a side of the screen. */
function keepOnScreen(panel: HTMLElement): void {
  const { left, right } = panel.getBoundingClientRect();
  const shift = left < marginPx ? marginPx - left : Math.min(0, window.innerWidth - marginPx - right);
  panel.style.translate = `${shift}px 0`;
}

function walk(event: KeyboardEvent, close: () => void): void {
  const key = keyOf(event);
  if (key === "Escape") {
    event.stopPropagation();
    event.preventDefault();
    close();
    return;
  }
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (step === 0 || !(event.currentTarget instanceof HTMLElement) || usesArrows(event.target)) {
    return;
  }
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(".menu-panel :is(button, a, input)")];
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

/** Whether the arrows mean something in a field: all but a checkbox. */
function usesArrows(field: EventTarget | null): boolean {
  return field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type !== "checkbox");
}

import type { ReferenceElement } from "@floating-ui/dom";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { floatBeside } from "./floating";
import { keyOf } from "./key";

export interface MenuPanelProps {
  /** What it stands beside: an element, a press on which does not close it, or a point. */
  beside: ReferenceElement;
  align: "start" | "end";
  gapPx?: number;
  label?: string;
  /** Closes and gives the focus back. */
  close: () => void;
  /** Closes and leaves the focus where it has gone. */
  leave: () => void;
  children: ComponentChildren;
}

/** A panel over the page: closes on Escape, on a press elsewhere and when the focus leaves; arrows walk its items. */
export function MenuPanel({ beside, align, gapPx = 6, label, close, leave, children }: MenuPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (panel.current === null ? undefined : floatBeside(beside, panel.current, align === "end" ? "bottom-end" : "bottom-start", gapPx)), [beside]);
  // Before the next key: an effect after painting would lose what a fast typist types first.
  useLayoutEffect(() => (panel.current?.querySelector<HTMLElement>("[data-first]") ?? panel.current?.querySelector<HTMLElement>("button, a, input, select"))?.focus(), []);
  useEffect(() => {
    const outside = (event: Event): void => {
      const { target } = event;
      if (target instanceof Node && panel.current?.contains(target) === false && !(beside instanceof Node && beside.contains(target))) {
        leave();
      }
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, []);
  // Takes the focus of a press on a label: outside of it the menu would close before the click.
  return <div ref={panel} popover="manual" tabIndex={-1} class="menu-panel" aria-label={label} onKeyDown={(event) => walk(event, close)}>{children}</div>;
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
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button, a, input")];
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

/** Whether the arrows mean something in a field: all but a checkbox. */
function usesArrows(field: EventTarget | null): boolean {
  return field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type !== "checkbox");
}

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { MenuPanel } from "./menu-panel";

export interface MenuProps {
  /** What the button shows. */
  button: ComponentChildren;
  /** The button's name for those who do not see it, and its tooltip. */
  label: string;
  buttonClass?: string;
  align?: "start" | "end";
  children: (close: () => void) => ComponentChildren;
}

/** A button with a panel below it, or above where there is more room. */
export function Menu({ button, label, buttonClass = "icon-button", align = "end", children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <div class="menu">
      <button type="button" ref={trigger} class={buttonClass} aria-label={label} title={label} aria-expanded={open} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && trigger.current !== null && <MenuPanel beside={trigger.current} align={align} close={close} leave={() => setOpen(false)}>{children(close)}</MenuPanel>}
    </div>
  );
}

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { pointAt } from "./floating";
import { MenuPanel } from "./menu-panel";

export interface PopupMenuProps {
  /** The point of the screen at which it opens. */
  x: number;
  y: number;
  label: string;
  /** Closes and gives the focus back. */
  close: () => void;
  /** Closes and leaves the focus where it has gone. */
  leave: () => void;
  children: ComponentChildren;
}

/** A menu where the pointer is. */
export function PopupMenu({ x, y, label, close, leave, children }: PopupMenuProps) {
  const beside = useMemo(() => pointAt(x, y), [x, y]);
  return <MenuPanel beside={beside} align="start" gapPx={2} label={label} close={close} leave={leave}>{children}</MenuPanel>;
}

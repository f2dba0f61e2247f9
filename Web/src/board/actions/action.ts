import { isMac } from "../../lib/platform";
import type { IconName } from "../../ui/icons";
import type { BoardScreen } from "../state/board-screen";

/**
 * Something that people can do, told once: shortcuts, menus, the palette and the list of shortcuts are made of it. `Target` is
 * what it is done to, `null` for the board itself.
 */
export interface Action<Target = null> {
  /** Names it in code and tests, for example `card.archive`. */
  name: string;
  icon: IconName;
  label: (screen: BoardScreen, target: Target) => string;
  /** Its shortcuts, the one that people are told of first: a letter, or `Mod+` and a letter. */
  keys?: readonly string[];
  /** Whether it can be done now; without one, always. */
  guard?: (screen: BoardScreen, target: Target) => boolean;
  perform: (screen: BoardScreen, target: Target) => void;
  /** Whether it takes away something that does not come back by itself. */
  danger?: boolean;
  /** Whether the card goes from its place, and the focus to the one beside it. */
  leavesPlace?: boolean;
}

export const isPossible = <T>(action: Action<T>, screen: BoardScreen, target: T): boolean => action.guard?.(screen, target) ?? true;

/** The possible one of some actions that a shortcut belongs to. */
export const actionOf = <T>(actions: readonly Action<T>[], key: string, screen: BoardScreen, target: T): Action<T> | undefined =>
  actions.find((action) => action.keys?.includes(key) === true && isPossible(action, screen, target));

/** The parts of a shortcut as they stand on the keys: `Mod+Shift+z` is Ctrl, Shift and Z. */
export function keyCaps(key: string): string[] {
  return key.split("+").map((part) => (part === "Mod" ? (isMac() ? "⌘" : "Ctrl") : part === "Shift" && isMac() ? "⇧" : part.length === 1 ? part.toUpperCase() : part));
}

/** A shortcut in one piece, for a tooltip. */
export const keyText = (key: string): string => keyCaps(key).join(isMac() ? "" : "+");

/** The same for `aria-keyshortcuts`, which has names of its own. */
export const ariaKeys = (key: string): string => key.replace("Mod", isMac() ? "Meta" : "Control");

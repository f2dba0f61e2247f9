import { Icon } from "../../ui/icons";
import type { BoardScreen } from "../state/board-screen";
import { ariaKeys, keyText, type Action } from "./action";

export interface ActionButtonProps {
  action: Action;
  screen: BoardScreen;
  disabled?: boolean;
  /** Whether it is left out where there is no room: it is in a menu as well. */
  wideOnly?: boolean;
}

/** An action as a button with its icon alone; its name and shortcut stand in the tooltip. */
export function ActionButton({ action, screen, disabled = false, wideOnly = false }: ActionButtonProps) {
  const label = action.label(screen, null);
  const key = action.keys?.[0];
  return (
    <button type="button" class={wideOnly ? "icon-button tool-wide" : "icon-button"} disabled={disabled} aria-label={label} aria-keyshortcuts={key === undefined ? undefined : ariaKeys(key)}
      title={key === undefined ? label : `${label} (${keyText(key)})`} onClick={() => action.perform(screen, null)}>
      <Icon name={action.icon} />
    </button>
  );
}

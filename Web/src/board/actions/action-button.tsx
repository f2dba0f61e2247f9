import { Icon } from "../../ui/icons";
import type { BoardScreen } from "../state/board-screen";
import { ariaKeys, keyText, type Action } from "./action";

/** An action as a button with its icon alone; its name and shortcut stand in the tooltip. */
export function ActionButton({ action, screen, disabled = false }: { action: Action; screen: BoardScreen; disabled?: boolean }) {
  const label = action.label(screen, null);
  const key = action.keys?.[0];
  return (
    <button type="button" class="icon-button" disabled={disabled} aria-label={label} aria-keyshortcuts={key === undefined ? undefined : ariaKeys(key)}
      title={key === undefined ? label : `${label} (${keyText(key)})`} onClick={() => action.perform(screen, null)}>
      <Icon name={action.icon} />
    </button>
  );
}
